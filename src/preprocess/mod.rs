//! Frame to network input: crop, resize, normalise; and back for display.
