//! All integration tests, one binary.

mod reference;
