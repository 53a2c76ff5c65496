//! Class means, a trained head and a map against `NumPy` and scikit-learn:
//! `scripts/head_reference.py` made the file.

use deepvis::exhibit::tsne::{Points, Way, lay_out};
use deepvis::network::head::ClassMeans;
use deepvis::network::head::training::{Settings, Training};
use safetensors::SafeTensors;

const CLASSES: usize = 5;
const EACH: usize = 40;
const LEARNED: usize = 30;
const WIDTH: usize = 32;
const PERPLEXITY: f64 = 30.0;

fn values(name: &str) -> Vec<f32> {
    let bytes = include_bytes!("data/head.safetensors");
    let file = SafeTensors::deserialize(bytes).unwrap();
    let tensor = file.tensor(name).unwrap();
    let (values, _) = tensor.data().as_chunks();
    values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

/// The codes that are learned from, each with its class.
fn learned(codes: &[f32]) -> Vec<(usize, &[f32])> {
    let codes = codes.chunks_exact(WIDTH).enumerate();
    codes.filter(|(n, _)| n % EACH < LEARNED).map(|(n, code)| (n / EACH, code)).collect()
}

fn farthest(found: &[f32], wanted: &[f32]) -> f32 {
    assert_eq!(found.len(), wanted.len());
    found.iter().zip(wanted).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max)
}

#[test]
fn class_means_are_those_of_numpy() {
    let codes = values("codes");
    let means = ClassMeans::new(&learned(&codes), CLASSES).unwrap();
    assert!(farthest(&means.centre, &values("centre")) < 1e-6);
    let found: Vec<f32> = means.means.iter().flatten().flatten().copied().collect();
    assert!(farthest(&found, &values("means")) < 1e-6);
    let cosines: Vec<f32> = codes
        .chunks_exact(WIDTH)
        .flat_map(|code| means.cosines(code))
        .map(Option::unwrap)
        .collect();
    assert!(farthest(&cosines, &values("cosines")) < 1e-5);
}

#[test]
fn a_head_trained_to_its_end_answers_as_logistic_regression() {
    let codes = values("codes");
    let decay = f64::from(values("decay")[0]);
    let settings = Settings { rate: 0.02, decay, ..Settings::default() };
    let mut training = Training::new(&learned(&codes), &[], CLASSES, settings).unwrap();
    for step in 0..3000 {
        if step == 2000 {
            training.turn(0.001, decay);
        }
        training.step().unwrap();
    }
    let head = training.head().unwrap();
    let best = |code: &[f32]| {
        let logits = head.logits(code);
        (0..CLASSES).max_by(|one, other| logits[*one].total_cmp(&logits[*other])).unwrap()
    };
    let same = codes.chunks_exact(WIDTH).zip(values("answers"));
    let same = same.filter(|(code, wanted)| best(code) == *wanted as usize).count();
    println!("{same} of 200 answers are the same");
    assert!(same >= 196, "{same} of 200");
}

/// The joint probabilities of points (van der Maaten and Hinton 2008, equation 1 and below), each
/// row's perplexity found by bisection.
fn affinities(points: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let count = points.len();
    let mut joint = vec![vec![0.0; count]; count];
    for (n, own) in points.iter().enumerate() {
        let away = |other: &Vec<f64>| -> f64 {
            own.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum()
        };
        let squares: Vec<f64> = points.iter().map(away).collect();
        let others: Vec<usize> = (0..count).filter(|other| *other != n).collect();
        let least = others.iter().map(|&other| squares[other]).fold(f64::INFINITY, f64::min);
        let (mut low, mut high, mut beta) = (0.0, f64::INFINITY, 1.0);
        let mut row = Vec::new();
        for _ in 0..200 {
            row = others.iter().map(|&other| (-(squares[other] - least) * beta).exp()).collect();
            let sum: f64 = row.iter().sum();
            for share in &mut row {
                *share /= sum;
            }
            let entropy: f64 =
                row.iter().filter(|share| **share > 0.0).map(|share| -share * share.ln()).sum();
            if entropy > PERPLEXITY.ln() {
                low = beta;
                beta = if high.is_finite() { f64::midpoint(beta, high) } else { beta * 2.0 };
            } else {
                high = beta;
                beta = f64::midpoint(beta, low);
            }
        }
        for (&other, share) in others.iter().zip(&row) {
            joint[n][other] += share / (2 * count) as f64;
            joint[other][n] += share / (2 * count) as f64;
        }
    }
    joint
}

/// The Kullback-Leibler divergence of a map, in nats.
fn divergence(joint: &[Vec<f64>], places: &[[f32; 2]]) -> f64 {
    let near = |one: &[f32; 2], other: &[f32; 2]| {
        let [x, y] = [0, 1].map(|axis| f64::from(one[axis]) - f64::from(other[axis]));
        1.0 / (1.0 + x * x + y * y)
    };
    let pairs = || (0..places.len()).flat_map(|n| (0..places.len()).map(move |m| (n, m)));
    let pairs = || pairs().filter(|(n, m)| n != m);
    let sum: f64 = pairs().map(|(n, m)| near(&places[n], &places[m])).sum();
    let term = |(n, m): (usize, usize)| {
        let wanted = joint[n][m];
        if wanted > 0.0 { wanted * (wanted * sum / near(&places[n], &places[m])).ln() } else { 0.0 }
    };
    pairs().map(term).sum()
}

#[test]
fn a_map_is_as_good_as_scikit_learns_and_the_same_every_time() {
    let units: Vec<Vec<f64>> = values("codes")
        .chunks_exact(WIDTH)
        .map(|code| {
            let code: Vec<f64> = code.iter().copied().map(f64::from).collect();
            let length = code.iter().map(|value| value * value).sum::<f64>().sqrt();
            code.iter().map(|value| value / length).collect()
        })
        .collect();
    let flat: Vec<f32> = units.iter().flatten().map(|value| *value as f32).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let map = || {
        let points = Points::new(flat.clone(), WIDTH);
        pool.install(|| lay_out(&points, None, &[], |_, _| ())).unwrap()
    };
    let found = map();
    assert_eq!(found.way, Way::Neighbours);
    assert_eq!(found, map());
    let (kl, wanted) = (divergence(&affinities(&units), &found.places), f64::from(values("kl")[0]));
    println!("KL {kl:.4}, scikit-learn's {wanted:.4}");
    assert!(kl <= wanted * 1.05, "{kl} {wanted}");
}
