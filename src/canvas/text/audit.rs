//! Lines of text that were drawn, for tests: where each stands, and which were cut.

use std::cell::RefCell;

use crate::geometry::Rect;

/// A line that was drawn.
#[derive(Debug, Clone)]
pub struct Line {
    /// What was to be written.
    pub text: String,
    /// True where only a part of it found room.
    pub cut: bool,
    /// From its first letter to its last, as high as a capital.
    pub area: Rect,
}

thread_local! {
    static LINES: RefCell<Option<Vec<Line>>> = const { RefCell::new(None) };
}

/// Notes a line, while somebody wants to know.
pub(super) fn note(drawn: &str, written: impl AsRef<str>, area: Rect) {
    LINES.with_borrow_mut(|lines| {
        if let Some(lines) = lines {
            let text = written.as_ref().to_owned();
            lines.push(Line { cut: text != drawn, text, area });
        }
    });
}

/// Every line that is drawn meanwhile.
pub fn lines(draw: impl FnOnce()) -> Vec<Line> {
    LINES.set(Some(Vec::new()));
    draw();
    LINES.take().unwrap_or_default()
}
