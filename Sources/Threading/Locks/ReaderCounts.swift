// Part of swift-threading. Apache-2.0: see LICENSE.

/// How many read, counted in several places in memory, so that those who read do not touch what others write.
///
/// There is one place at first, `rest`. When a reader finds another counted there, a table is made, with a cache line
/// for each place, and each thread has one of them from then on. It costs some hundred bytes, and a lock whose readers
/// never meet does without.
///
/// Who reads is counted once, in any place, and no longer when it has left: a thread that has come in by one place and
/// leaves by another, since the table was made meanwhile, leaves a count of one in the first and of minus one in the
/// second. So only the sum of all places counts. A thread that leaves and finds its place less than zero has it put
/// right by ``adopt()``. The same is true of a thread that is given its number meanwhile, see ``spread()``.
///
/// **The sum is never too small**, even while others come, leave and are moved, as to those who came before it was begun:
/// what they have added is seen, and what they take away again they take away since they have left. Who comes after it
/// was begun, and is turned back, takes back what it has added from the same place, where the sum sees both, the first
/// alone, or neither: in another place, a table that was made meanwhile, it could see what is taken away alone. A count that is
/// moved from `rest` to a place is added before it is taken away, and the sum begins with `rest`: it is seen once or
/// twice, and not never.
@safe
struct ReaderCounts<Word: ReadWriteWord & ~Copyable>: ~Copyable, Sendable {
    private let rest = Word(0)

    /// The address of the table; zero if there is none.
    private let table = Word(0)
    private let places: Int

    /// - Parameter places: how many the table has; a power of two. Without any, there will be no table.
    init(places: Int) {
        self.places = places
    }

    /// Frees the table, for whoever owns this.
    ///
    /// Not a `deinit`: Swift 6.3.1 moves the value for that.
    func destroy() {
        let table = table.load()
        guard table != 0 else { return }
        for index in 0..<places { unsafe place(index, in: table).deinitialize(count: 1) }
        unsafe UnsafeMutableRawPointer(bitPattern: table)?.deallocate()
    }

    /// Counts the calling thread.
    ///
    /// - Returns: for ``remove(from:)``: the table, or zero while there is none.
    @inline(__always)
    @discardableResult
    func add() -> Int {
        // Whoever sees the table sees the words in it.
        let table = table.load()
        _ = unsafe table == 0 ? rest.add(1) : ownPlace(in: table).pointee.add(1)
        return table
    }

    /// Counts the calling thread no longer.
    ///
    /// - Returns: how many its place had counted; one if it was alone there.
    @inline(__always)
    func remove() -> Int {
        remove(from: table.load())
    }

    /// Takes back what ``add()`` has counted a moment ago, in the same place.
    ///
    /// For who turns back: see «the sum is never too small».
    ///
    /// - Returns: how many its place had counted.
    @inline(__always)
    func remove(from table: Int) -> Int {
        unsafe table == 0 ? rest.add(-1) : ownPlace(in: table).pointee.add(-1)
    }

    /// The calling thread has met another in its place.
    ///
    /// It has a better one from now on, if it can have: there is a table, or it had none of its own in the table.
    func spread() {
        if table.loadRelaxed() == 0 { makeTable() }
        Word.numberCaller()
    }

    /// How many are counted, and at times more: those who come in and go while the places are looked at.
    func sum() -> Int {
        // First, see above.
        var sum = rest.load()
        // Sequentially consistent, as the words: a reader that was counted in the table before this began made it, or
        // has seen it, before that.
        let table = table.load()
        guard table != 0 else { return sum }
        for index in 0..<places { sum &+= unsafe place(index, in: table).pointee.load() }
        return sum
    }

    // MARK: Under the lock of the owner

    /// Counts threads that sleep.
    func addOthers(_ count: Int) {
        if count != 0 { _ = rest.add(count) }
    }

    /// Moves a count from `rest` to the caller's place: one that another thread has made for it, or that it has made
    /// itself before there was a table.
    func adopt() {
        let table = table.load()
        guard table != 0 else { return }
        // In this order, see above.
        _ = unsafe ownPlace(in: table).pointee.add(1)
        _ = rest.add(-1)
    }

    // MARK: The table

    private func makeTable() {
        guard places > 1 else { return }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: places * Self.line, alignment: Self.line)
        let new = Int(bitPattern: memory)
        for index in 0..<places { unsafe place(index, in: new).initialize(to: Word(0)) }
        // Sequentially consistent, see `sum`.
        if table.compareExchange(expected: 0, desired: new) { return }
        for index in 0..<places { unsafe place(index, in: new).deinitialize(count: 1) }
        unsafe memory.deallocate()
    }

    /// Two lines of most processors, which fetch them in pairs.
    private static var line: Int { 128 }

    @inline(__always)
    private func ownPlace(in table: Int) -> UnsafeMutablePointer<Word> {
        unsafe place(Word.callersNumber & (places &- 1), in: table)
    }

    /// Sound: the table is never freed before its owner, and `index` is less than `places`.
    @inline(__always)
    private func place(_ index: Int, in table: Int) -> UnsafeMutablePointer<Word> {
        unsafe UnsafeMutablePointer(bitPattern: table &+ index &* Self.line).unsafelyUnwrapped
    }
}
