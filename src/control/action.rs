//! Everything a key or the mouse can ask for.
