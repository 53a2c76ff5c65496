//! The icons of doors and buttons: strokes on a grid of 24 by 24, drawn at any size.

use super::Brush;
use crate::canvas::color::Color;
use crate::geometry::Rect;

/// A picture beside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// What does it see?
    Eye,
    /// Look inside.
    Grid,
    /// What is it looking for?
    Heart,
    /// Hide a part.
    Part,
    /// Why did it change its mind?
    Swap,
    /// What does it dream?
    Moon,
    /// Teach it.
    Cap,
    /// Let's play.
    Star,
    /// Back, or the one before.
    Left,
    /// The one after.
    Right,
    /// Freeze.
    Pause,
    /// Go on.
    Play,
    /// Touch.
    Finger,
    /// Drag, and turn a knob.
    Ring,
    /// Nothing leaves this computer.
    Lock,
    /// Take away, and quit.
    Cross,
    /// The camera, and a recording.
    Camera,
    /// Photos.
    Photo,
    /// Save a picture.
    Save,
    /// Write numbers to a file.
    Export,
    /// The whole screen.
    Corners,
    /// Lamps on the mains.
    Bolt,
    /// Magnify.
    Lens,
    /// Turn the picture.
    Turn,
    /// A small rubber.
    SmallDisc,
    /// A larger one.
    Disc,
    /// The largest.
    LargeDisc,
    /// Closer.
    Plus,
    /// Farther.
    Minus,
    /// Give it a name.
    Pencil,
}

/// A part of an icon.
enum Part {
    /// Lines from point to point.
    Lines(&'static [(f32, f32)]),
    /// A circle: its middle, its radius.
    Circle(f32, f32, f32),
    /// A filled one.
    Disc(f32, f32, f32),
}

use Part::{Circle, Disc, Lines};

impl Icon {
    #[allow(clippy::too_many_lines, reason = "a table: each icon's strokes")]
    fn parts(self) -> &'static [Part] {
        match self {
            Self::Eye => &[
                Lines(&[
                    (2.0, 12.0),
                    (5.0, 8.2),
                    (8.5, 6.0),
                    (12.0, 5.3),
                    (15.5, 6.0),
                    (19.0, 8.2),
                    (22.0, 12.0),
                    (19.0, 15.8),
                    (15.5, 18.0),
                    (12.0, 18.7),
                    (8.5, 18.0),
                    (5.0, 15.8),
                    (2.0, 12.0),
                ]),
                Disc(12.0, 12.0, 3.2),
            ],
            Self::Grid => &[
                Disc(5.0, 5.0, 2.6),
                Disc(12.0, 5.0, 2.6),
                Disc(19.0, 5.0, 2.6),
                Disc(5.0, 12.0, 2.6),
                Disc(12.0, 12.0, 2.6),
                Disc(19.0, 12.0, 2.6),
                Disc(5.0, 19.0, 2.6),
                Disc(12.0, 19.0, 2.6),
                Disc(19.0, 19.0, 2.6),
            ],
            Self::Heart => &[Lines(&[
                (12.0, 20.5),
                (4.0, 12.8),
                (2.8, 9.5),
                (3.8, 6.2),
                (6.6, 4.6),
                (9.6, 5.2),
                (12.0, 7.8),
                (14.4, 5.2),
                (17.4, 4.6),
                (20.2, 6.2),
                (21.2, 9.5),
                (20.0, 12.8),
                (12.0, 20.5),
            ])],
            Self::Part => &[
                Lines(&[(3.0, 3.0), (21.0, 3.0), (21.0, 21.0), (3.0, 21.0), (3.0, 3.0)]),
                Lines(&[(12.0, 13.0), (18.0, 13.0)]),
                Lines(&[(12.0, 15.5), (18.0, 15.5)]),
                Lines(&[(12.0, 18.0), (18.0, 18.0)]),
            ],
            Self::Swap => &[
                Lines(&[(3.0, 8.0), (21.0, 8.0)]),
                Lines(&[(16.5, 3.5), (21.0, 8.0), (16.5, 12.0)]),
                Lines(&[(21.0, 16.5), (3.0, 16.5)]),
                Lines(&[(7.5, 12.5), (3.0, 16.5), (7.5, 21.0)]),
            ],
            Self::Moon => &[Lines(&[
                (20.5, 14.5),
                (17.0, 15.6),
                (13.2, 14.8),
                (10.2, 12.2),
                (9.0, 8.6),
                (9.8, 3.4),
                (6.0, 5.6),
                (3.6, 9.4),
                (3.4, 13.8),
                (5.4, 17.8),
                (9.0, 20.4),
                (13.4, 20.8),
                (17.6, 18.8),
                (20.5, 14.5),
            ])],
            Self::Cap => &[
                Lines(&[(12.0, 4.0), (23.0, 9.5), (12.0, 15.0), (1.0, 9.5), (12.0, 4.0)]),
                Lines(&[(5.5, 12.0), (5.5, 17.0), (12.0, 20.0), (18.5, 17.0), (18.5, 12.0)]),
            ],
            Self::Star => &[Lines(&[
                (12.0, 2.5),
                (14.8, 9.0),
                (21.8, 9.6),
                (16.5, 14.2),
                (18.1, 21.0),
                (12.0, 17.4),
                (5.9, 21.0),
                (7.5, 14.2),
                (2.2, 9.6),
                (9.2, 9.0),
                (12.0, 2.5),
            ])],
            Self::Left => &[Lines(&[(15.5, 4.5), (8.0, 12.0), (15.5, 19.5)])],
            Self::Right => &[Lines(&[(8.5, 4.5), (16.0, 12.0), (8.5, 19.5)])],
            Self::Plus => {
                &[Lines(&[(12.0, 4.5), (12.0, 19.5)]), Lines(&[(4.5, 12.0), (19.5, 12.0)])]
            }
            Self::Minus => &[Lines(&[(4.5, 12.0), (19.5, 12.0)])],
            Self::Pause => {
                &[Lines(&[(8.5, 5.0), (8.5, 19.0)]), Lines(&[(15.5, 5.0), (15.5, 19.0)])]
            }
            Self::Play => &[Lines(&[(7.0, 4.5), (19.0, 12.0), (7.0, 19.5), (7.0, 4.5)])],
            Self::Finger => &[
                Lines(&[(9.0, 13.0), (9.0, 4.0), (11.5, 4.0), (11.5, 11.0)]),
                Lines(&[(11.5, 10.0), (18.5, 11.5), (18.5, 16.0), (16.5, 21.0), (10.5, 21.0)]),
                Lines(&[(10.5, 21.0), (5.0, 14.5), (6.5, 12.8), (9.0, 15.0)]),
            ],
            Self::Pencil => &[
                Lines(&[
                    (4.0, 20.0),
                    (5.5, 14.5),
                    (16.5, 3.5),
                    (20.5, 7.5),
                    (9.5, 18.5),
                    (4.0, 20.0),
                ]),
                Lines(&[(13.5, 6.5), (17.5, 10.5)]),
            ],
            Self::Ring => &[Circle(12.0, 12.0, 9.0), Disc(12.0, 12.0, 3.6)],
            Self::Lock => &[
                Lines(&[(5.0, 11.0), (19.0, 11.0), (19.0, 21.0), (5.0, 21.0), (5.0, 11.0)]),
                Lines(&[(8.0, 11.0), (8.0, 7.0), (10.0, 4.0), (14.0, 4.0), (16.0, 7.0)]),
                Lines(&[(16.0, 7.0), (16.0, 11.0)]),
                Disc(12.0, 16.0, 1.8),
            ],
            Self::Cross => {
                &[Lines(&[(5.0, 5.0), (19.0, 19.0)]), Lines(&[(19.0, 5.0), (5.0, 19.0)])]
            }
            Self::Camera => &[
                Lines(&[(2.0, 6.0), (15.0, 6.0), (15.0, 18.0), (2.0, 18.0), (2.0, 6.0)]),
                Lines(&[(15.0, 11.0), (22.0, 7.0), (22.0, 17.0), (15.0, 13.0)]),
            ],
            Self::Photo => &[
                Lines(&[(3.0, 4.0), (21.0, 4.0), (21.0, 20.0), (3.0, 20.0), (3.0, 4.0)]),
                Lines(&[(3.0, 18.0), (9.0, 11.0), (14.0, 17.0), (17.0, 14.0), (21.0, 18.0)]),
                Disc(16.0, 8.5, 1.8),
            ],
            Self::Bolt => &[Lines(&[
                (13.5, 2.5),
                (5.0, 13.5),
                (11.0, 13.5),
                (9.5, 21.5),
                (19.0, 9.5),
                (12.5, 9.5),
                (13.5, 2.5),
            ])],
            Self::Lens => &[
                Circle(10.0, 10.0, 7.0),
                Lines(&[(15.2, 15.2), (21.5, 21.5)]),
                Lines(&[(7.0, 10.0), (13.0, 10.0)]),
                Lines(&[(10.0, 7.0), (10.0, 13.0)]),
            ],
            Self::Turn => &[
                Lines(&[
                    (20.0, 13.0),
                    (19.2, 16.4),
                    (17.0, 19.0),
                    (13.8, 20.4),
                    (10.2, 20.2),
                    (7.2, 18.6),
                    (5.0, 15.8),
                    (4.4, 12.4),
                    (5.2, 9.0),
                    (7.6, 6.2),
                    (11.0, 4.8),
                    (14.6, 5.2),
                ]),
                Lines(&[(11.6, 1.6), (15.4, 5.4), (11.6, 9.0)]),
            ],
            Self::Save => &[
                Lines(&[(12.0, 3.0), (12.0, 15.0)]),
                Lines(&[(7.0, 10.0), (12.0, 15.0), (17.0, 10.0)]),
                Lines(&[(3.0, 15.0), (3.0, 20.5), (21.0, 20.5), (21.0, 15.0)]),
            ],
            Self::Export => &[
                Lines(&[(12.0, 15.0), (12.0, 3.0)]),
                Lines(&[(7.0, 8.0), (12.0, 3.0), (17.0, 8.0)]),
                Lines(&[(3.0, 15.0), (3.0, 20.5), (21.0, 20.5), (21.0, 15.0)]),
            ],
            Self::Corners => &[
                Lines(&[(3.0, 9.0), (3.0, 3.0), (9.0, 3.0)]),
                Lines(&[(15.0, 3.0), (21.0, 3.0), (21.0, 9.0)]),
                Lines(&[(21.0, 15.0), (21.0, 21.0), (15.0, 21.0)]),
                Lines(&[(9.0, 21.0), (3.0, 21.0), (3.0, 15.0)]),
            ],
            Self::SmallDisc => &[Disc(12.0, 12.0, 4.0)],
            Self::Disc => &[Disc(12.0, 12.0, 7.0)],
            Self::LargeDisc => &[Disc(12.0, 12.0, 11.0)],
        }
    }

    /// Draws it as large as the square that fits into the middle of the area.
    pub fn draw(self, brush: &mut Brush<'_, '_>, area: Rect, color: Color) {
        let square = area.size().centre_square();
        let scale = square.width as f32 / 24.0;
        let (left, top) = ((area.x + square.x) as f32, (area.y + square.y) as f32);
        let at = |(x, y): (f32, f32)| (left + x * scale, top + y * scale);
        let thick = (1.9 * scale).max(1.2);
        for part in self.parts() {
            match *part {
                Lines(points) => {
                    for pair in points.windows(2) {
                        brush.canvas.line(at(pair[0]), at(pair[1]), thick, color);
                    }
                }
                Circle(x, y, radius) => {
                    let on = |n: u16| {
                        let angle = f32::from(n) / 24.0 * std::f32::consts::TAU;
                        at((x + radius * angle.cos(), y + radius * angle.sin()))
                    };
                    for n in 0..24 {
                        brush.canvas.line(on(n), on(n + 1), thick, color);
                    }
                }
                Disc(x, y, radius) => brush.canvas.disc(at((x, y)), radius * scale, color),
            }
        }
    }
}
