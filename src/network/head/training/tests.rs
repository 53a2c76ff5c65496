//! Tests of the training of a head: its gradients, its steps, what it refuses.

use super::*;

const WIDTH: usize = 12;

/// Three classes, each with a channel of its own, and noise.
fn codes(count: usize, seed: u64) -> Vec<(usize, Vec<f32>)> {
    let mut rng = Rng::with_seed(seed);
    let code = |number: usize| {
        let class = number % 3;
        let value = |channel| rng.f32() + if channel == class { 1.0 } else { 0.0 };
        (class, (0..WIDTH).map(value).collect())
    };
    (0..count).map(code).collect()
}

fn borrowed(codes: &[(usize, Vec<f32>)]) -> Vec<(usize, &[f32])> {
    codes.iter().map(|(class, code)| (*class, code.as_slice())).collect()
}

fn training(settings: Settings) -> Training {
    let (learned, held_back) = (codes(30, 1), codes(9, 2));
    Training::new(&borrowed(&learned), &borrowed(&held_back), 3, settings).unwrap()
}

#[test]
fn a_head_learns_and_answers_as_its_score_says() {
    for hidden in [0, 16] {
        let mut training = training(Settings { rate: 0.05, hidden, ..Settings::default() });
        let (first, _) = training.step().unwrap();
        for _ in 1..300 {
            training.step().unwrap();
        }
        assert_eq!(training.steps(), 300);
        let head = training.head().unwrap();
        let (last, held_back) = training.step().unwrap();
        assert!(last.loss < first.loss / 4.0, "{hidden}: {first:?}, {last:?}");
        assert!(last.accuracy > 0.99);
        let best = |code: &[f32]| {
            let logits = head.logits(code);
            (0..3).max_by(|one, other| logits[*one].total_cmp(&logits[*other])).unwrap()
        };
        let right = codes(9, 2).iter().filter(|(class, code)| best(code) == *class).count();
        assert!((held_back.unwrap().accuracy - right as f32 / 9.0).abs() < 1e-6);
    }
}

#[test]
fn the_gradients_are_those_of_autograd() {
    for hidden in [0, 5] {
        let mut training =
            training(Settings { hidden, decay: 0.1, seed: 3, ..Settings::default() });
        for _ in 0..3 {
            training.step().unwrap();
        }
        let no_grad = tch::no_grad_guard();
        let found = training.gradients(&training.pass(&training.learned).unwrap()).unwrap();
        drop(no_grad);
        for parameter in &mut training.parameters {
            parameter.value = parameter.value.copy().set_requires_grad(true);
        }
        let pass = training.pass(&training.learned).unwrap();
        let mut loss = pass.answers.nll_loss(&training.learned.classes);
        for weights in training.parameters.iter().step_by(2) {
            loss += weights.value.square().sum(Kind::Float) * 0.05;
        }
        loss.backward();
        for (parameter, found) in training.parameters.iter().zip(&found) {
            let far = (parameter.value.grad() - found).abs().max().double_value(&[]);
            assert!(far < 1e-6, "{hidden}: {far}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_head_to_the_bit() {
    let head = |seed| {
        let mut training = training(Settings { hidden: 7, seed, ..Settings::default() });
        for _ in 0..20 {
            training.step().unwrap();
        }
        training.head().unwrap()
    };
    assert_eq!(head(4), head(4));
    assert_ne!(head(4), head(5));
}

#[test]
fn a_turned_rate_counts_from_the_next_step_on() {
    let mut still = training(Settings::default());
    still.step().unwrap();
    let before = still.head().unwrap();
    still.turn(0.0, 0.5);
    still.step().unwrap();
    assert_eq!(still.head().unwrap(), before);
}

#[test]
fn what_cannot_be_learned_is_said() {
    let one = [0.5_f32; WIDTH];
    let error = |learned: &[(usize, &[f32])], held_back: &[(usize, &[f32])]| {
        Training::new(learned, held_back, 2, Settings::default()).unwrap_err().to_string()
    };
    assert!(error(&[], &[]).contains("pictures to learn from"));
    assert!(error(&[(2, &one)], &[]).contains("of no class"));
    assert!(error(&[(0, &one), (1, &one[1..])], &[]).contains("of one length"));
    assert!(error(&[(0, &one)], &[(1, &one[1..])]).contains("of one length"));
}

#[test]
fn other_pictures_are_learned_from_without_beginning_again() {
    let mut training = training(Settings { rate: 0.05, ..Settings::default() });
    for _ in 0..100 {
        training.step().unwrap();
    }
    let before = training.head().unwrap();
    let (more, tested) = (codes(60, 1), codes(30, 3));
    training.learn_from(&borrowed(&more), &borrowed(&tested)).unwrap();
    assert_eq!(training.head().unwrap(), before);
    let (score, held_back) = training.step().unwrap();
    assert!(score.accuracy > 0.9 && held_back.unwrap().accuracy > 0.9);
    let short = [(0, vec![1.0; WIDTH - 1])];
    let error = training.learn_from(&borrowed(&short), &[]).unwrap_err().to_string();
    assert_eq!(error, "the codes of a head are not of one length");
    let error = training.learn_from(&[], &[]).unwrap_err().to_string();
    assert_eq!(error, "a head needs pictures to learn from");
}
