// Part of swift-threading. Apache-2.0: see LICENSE.

extension GalleryProgram {
    /// Every program of the gallery.
    static let all: [GalleryProgram] = [
        accountDeadlock,
        ifForWhile,
        flagOutsideLock,
        oneConditionForTwoSides,
        lostUpdate,
        timeoutIgnored,
        hashWithoutLock,
        closeForgetsWaiter,
        barrierReused,
        permitLostOnTimeout,
        completedTwice,
        taskDroppedAtShutdown,
        flagBeforeValue,
        upgradeDeadlock,
        mutexForgetsWaiters,
        mutexUnlocksInTwoSteps,
        lateThread,
        checkThenAct,
        onePillForTwo,
        diningPhilosophers,
        skippedWork,
        clearedAfterLooking,
        reusedNode,
        turnBeforeFlag,
        permitsTakenSingly,
        poolWaitsForItself,
        putAfterClose,
    ]
}
