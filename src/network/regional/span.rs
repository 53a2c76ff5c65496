//! Spans of a map's rows or columns, and which of them the window of an operation reads.

use crate::geometry::Rect;

/// Values in a row or a column of a map: the first, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: i64,
    pub(super) len: i64,
}

impl Span {
    fn end(self) -> i64 {
        self.start + self.len
    }

    pub(super) fn meet(self, other: Self) -> Self {
        let start = self.start.max(other.start);
        Self { start, len: (self.end().min(other.end()) - start).max(0) }
    }

    pub(super) fn hull(self, other: Self) -> Self {
        match (self.len, other.len) {
            (_, 0) => self,
            (0, _) => other,
            _ => {
                let start = self.start.min(other.start);
                Self { start, len: self.end().max(other.end()) - start }
            }
        }
    }

    /// As many as `len` of the `side` values of a map, these among them.
    pub(super) fn widened(self, len: i64, side: i64) -> Self {
        Self { start: self.start.clamp(0, side - len), len }
    }
}

/// Down and across.
pub(super) type Area = [Span; 2];

pub(super) fn along(f: impl Fn(usize) -> Span) -> Area {
    [f(0), f(1)]
}

pub(super) fn area(place: Rect) -> Area {
    [(place.y, place.height), (place.x, place.width)]
        .map(|(start, len)| Span { start: i64::from(start), len: i64::from(len) })
}

pub(super) fn meet(one: Area, other: Area) -> Area {
    along(|axis| one[axis].meet(other[axis]))
}

/// Where a part lies, counted from the beginning of another.
pub(super) fn from(part: Area, origin: Area) -> Area {
    along(|axis| Span { start: part[axis].start - origin[axis].start, ..part[axis] })
}

pub(super) fn is_empty(area: Area) -> bool {
    area.iter().any(|span| span.len < 1)
}

/// How a node's windows lie on one side of its input.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub(super) kernel: i64,
    pub(super) stride: i64,
    /// How far the first reaches over the edge.
    pub(super) before: i64,
}

impl Window {
    pub(super) const POINT: Self = Self { kernel: 1, stride: 1, before: 0 };

    /// The windows that read one of these values, of `side` windows.
    pub(super) fn readers(self, read: Span, side: i64) -> Span {
        let reach = read.start + self.before - self.kernel + 1;
        let first = (reach + self.stride - 1).div_euclid(self.stride).clamp(0, side);
        let end = ((read.end() - 1 + self.before).div_euclid(self.stride) + 1).clamp(first, side);
        Span { start: first, len: if read.len == 0 { 0 } else { end - first } }
    }

    /// What these windows read, the padding included.
    pub(super) fn reads(self, windows: Span) -> Span {
        let start = windows.start * self.stride - self.before;
        Span { start, len: (windows.len - 1) * self.stride + self.kernel }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first and the last of some values.
    fn span(mut values: impl Iterator<Item = i64>) -> Span {
        let Some(start) = values.next() else { return Span { start: 0, len: 0 } };
        Span { start, len: values.last().unwrap_or(start) - start + 1 }
    }

    #[test]
    fn a_window_is_reached_by_what_it_reads() {
        for (kernel, stride, before) in
            [(1, 1, 0), (3, 1, 1), (3, 2, 0), (5, 2, 2), (7, 2, 3), (1, 2, 0)]
        {
            let window = Window { kernel, stride, before };
            let (values, side) = (20, (20 + 2 * before - kernel) / stride + 1);
            for start in 0..values {
                for len in 0..=values - start {
                    let read = Span { start, len };
                    let reads_it = |&at: &i64| {
                        let own = window.reads(Span { start: at, len: 1 });
                        assert_eq!(own, Span { start: at * stride - before, len: kernel });
                        own.meet(read).len > 0
                    };
                    let (ours, wanted) =
                        (window.readers(read, side), span((0..side).filter(reads_it)));
                    let case = (kernel, stride, before, read);
                    assert!(
                        ours == wanted || ours.len == 0 && wanted.len == 0,
                        "{case:?}: {ours:?}"
                    );
                }
            }
        }
    }
}
