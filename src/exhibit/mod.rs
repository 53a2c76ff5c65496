//! The rooms behind the doors of the screen, one folder each. This file is the only one that names
//! them all; the others hold what rooms have in common.

pub mod changes;
pub mod counts;
pub mod findings;
pub mod lesson;
pub(crate) mod progress;
pub mod scene;
pub mod selection;
pub mod study;
pub mod work;

use std::sync::Arc;

use crate::error::Result;
use crate::network::Network;
use changes::adversarial::Adversarial;
use changes::how_little::HowLittleJob;
use changes::invariance::Invariance;
use counts::occlusion::{Occlusion, OcclusionJob, Square};
use lesson::Lesson;
use work::{Seen, Work};

/// What a room asks of the network beyond one pass: a job answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// What covering each part of the picture changes.
    Occlusion {
        /// Whose probability is watched; none for the best class of the whole picture.
        class: Option<usize>,
        /// The grey square's side and stride.
        square: Square,
    },
    /// The smallest changes of the picture that change the answer.
    HowLittle,
}

impl Question {
    /// True where its job goes on when it is no longer asked, until it is forgotten; false where it
    /// ends with the room.
    pub fn is_standing(&self) -> bool {
        match self {
            Self::Occlusion { .. } | Self::HowLittle => false,
        }
    }
}

/// What came of a question.
#[derive(Debug, Clone)]
pub enum Finding {
    /// Of [`Question::Occlusion`].
    Occlusion(Arc<Occlusion>),
    /// Of [`Question::HowLittle`].
    HowLittle {
        /// Moved, zoomed, turned.
        invariance: Arc<Invariance>,
        /// Each value changed by a few steps of 255; none before its turn has come.
        adversarial: Option<Arc<Adversarial>>,
    },
    /// Why nothing can be found, in one line.
    Nothing(String),
}

/// Begins the job that answers a question, with the frame at hand. What needs no network may go to
/// the thread for lessons.
///
/// # Errors
/// Why nothing can be found; where libtorch refuses.
pub fn begin(
    network: &Network,
    question: Question,
    seen: Seen<'_>,
    _lesson: &mut Lesson,
) -> Result<Box<dyn Work>> {
    Ok(match question {
        Question::Occlusion { class, square } => {
            seen.require_whole_network()?;
            Box::new(OcclusionJob::new(network, seen.input, class, square)?)
        }
        Question::HowLittle => {
            seen.require_whole_network()?;
            Box::new(HowLittleJob::new(network, &seen.frame.picture)?)
        }
    })
}
