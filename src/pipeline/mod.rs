//! Who runs where.
