// Part of swift-threading. Apache-2.0: see LICENSE.
