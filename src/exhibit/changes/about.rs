//! The words of the room of changes: a heading and an explanation for each of its views.

use crate::control::door::Door;
use crate::exhibit::room::About;

pub(super) static FLIP: About = About {
    door: Door::Changes,
    title: "Why did it change its mind?",
    says: "Two pictures, one right after the other: the network answers differently. The bars say how much each of its steps changed.",
    explains: &[
        "Two pictures, a blink apart, that look alike to you, and that the network answers differently. The bars say how \
         much each step changed between them, from the pixels at the left to the answer at the right.",
        "Two answers that are nearly equal change places for nothing; but networks like this one also change their answer \
         for a movement of one pixel (Azulay and Weiss, Why do deep convolutional networks generalize so poorly to small \
         image transformations?, 2019).",
    ],
};

pub(super) static HOW_LITTLE: About = About {
    door: Door::Changes,
    title: "How little does it take?",
    says: "The picture is moved, zoomed and turned, a little more each time. Where a plot is shaded, the answer is another.",
    explains: &[
        "The picture is moved, zoomed and turned a little more each time, and the network answers anew. The lines say how \
         far an early step, a late step and the answer have come from the picture at rest (Zeiler and Fergus 2014, figure 5).",
        "From these the smallest movement is found that changes the answer.",
        "Below, each pixel is made lighter or darker by so little that you cannot see it, each in the direction that hurts the \
         answer most (Goodfellow et al., Explaining and Harnessing Adversarial Examples, 2015).",
    ],
};

pub(super) static CHAIR: About = About {
    door: Door::Changes,
    title: "The chair test",
    says: "Move, and see what changes.",
    explains: &[
        "While you move, each bar says how much one step changes from one picture to the next, in percent of what was there \
         before. The line on a bar is its spread, the dot says how much the step turned (one minus the cosine).",
        "Do the early steps stay calm while the late ones jump? The numbers decide, for this network and for your way to \
         move. The test counts for five seconds; the bars before and after it are the mean of the last second.",
        "Yosinski et al. (2015) saw the answers jump at small changes of the picture: this measures it.",
    ],
};
