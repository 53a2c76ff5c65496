//! The choice of the strongest channels where a layer has more than there is room for.

use std::cmp::Reverse;

/// How many times stronger than a channel on the screen another must be to take its place. Without
/// it, channels of about equal strength would swap places from frame to frame.
const CLEARLY: f64 = 1.3;

/// The `room` strongest channels in channel order, those of `before` preferred unless clearly
/// beaten.
pub fn choose(strengths: &[u64], room: usize, before: &[u16]) -> Vec<u16> {
    if strengths.len() <= room {
        return (0..strengths.len() as u16).collect();
    }
    let mut was_shown = vec![false; strengths.len()];
    for &channel in before {
        if let Some(was_shown) = was_shown.get_mut(usize::from(channel)) {
            *was_shown = true;
        }
    }
    let defended = |channel: u16| {
        let (strength, was_shown) = (strengths[channel as usize], was_shown[channel as usize]);
        (strength as f64 * if was_shown { CLEARLY } else { 1.0 }, was_shown)
    };
    let mut channels: Vec<u16> = (0..strengths.len() as u16).collect();
    if room > 0 {
        channels.select_nth_unstable_by(room - 1, |&a, &b| {
            let ((a_strength, a_shown), (b_strength, b_shown)) = (defended(a), defended(b));
            let by_strength = b_strength.total_cmp(&a_strength);
            by_strength.then(b_shown.cmp(&a_shown)).then(a.cmp(&b))
        });
    }
    channels.truncate(room);
    channels.sort_unstable();
    channels
}

/// All channels, the strongest first: sorted where nothing was ordered `before`. From then on each
/// takes at most one place at a time, that of a neighbour that it clearly beats, so that the order
/// stays to be read while the picture moves.
pub fn order(strengths: &[u64], before: &[u16]) -> Vec<u16> {
    if before.len() != strengths.len() {
        let mut channels: Vec<u16> = (0..strengths.len() as u16).collect();
        channels.sort_by_key(|&channel| Reverse(strengths[usize::from(channel)]));
        return channels;
    }
    let mut channels = before.to_vec();
    let of = |channel: u16| strengths.get(usize::from(channel)).copied().unwrap_or(0) as f64;
    let mut place = 1;
    while place < channels.len() {
        if of(channels[place]) > CLEARLY * of(channels[place - 1]) {
            channels.swap(place - 1, place);
            // Neither of the two moves again.
            place += 1;
        }
        place += 1;
    }
    channels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_begins_sorted_and_then_changes_by_neighbours() {
        assert_eq!(order(&[1, 9, 0, 7, 9], &[]), [1, 4, 3, 0, 2]);
        // Of another layer.
        assert_eq!(order(&[1, 9], &[0, 1, 2]), [1, 0]);
        let before = [1, 4, 3, 0, 2];
        assert_eq!(order(&[1, 9, 0, 11, 9], &before), before, "11 is not clearly more than 9");
        assert_eq!(order(&[1, 9, 0, 12, 9], &before), [1, 3, 4, 0, 2]);
        assert_eq!(order(&[1, 9, 0, 12, 9], &[1, 3, 4, 0, 2]), [3, 1, 4, 0, 2], "and so on");
        // One goes up by one place a frame, and one down.
        assert_eq!(order(&[0, 0, 5], &[0, 1, 2]), [0, 2, 1]);
        assert_eq!(order(&[0, 5, 5], &[0, 1, 2]), [1, 0, 2]);
        assert_eq!(order(&[0, 0, 0], &[2, 0, 1]), [2, 0, 1], "all dark: nothing moves");
    }

    #[test]
    fn the_strongest_are_listed_in_channel_order() {
        assert_eq!(choose(&[1, 9, 0, 7, 8], 3, &[]), [1, 3, 4]);
        assert_eq!(choose(&[1, 9, 0], 3, &[]), [0, 1, 2]);
        assert_eq!(choose(&[1, 9, 0], 0, &[]), [0_u16; 0]);
    }

    #[test]
    fn a_channel_stays_until_it_is_clearly_beaten() {
        assert_eq!(choose(&[10, 12, 0], 1, &[0]), [0]);
        assert_eq!(choose(&[10, 14, 0], 1, &[0]), [1]);
        // All dark: nothing moves.
        assert_eq!(choose(&[0, 0, 0], 1, &[2]), [2]);
    }

    #[test]
    fn channels_that_are_gone_do_not_matter() {
        assert_eq!(choose(&[3, 2, 1], 2, &[7, 2]), [0, 1]);
    }
}
