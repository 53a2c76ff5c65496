//! Class means: a picture is of the class whose mean it is most alike to.

use super::at_length;

/// Each class by the mean of its codes, seen from the mean of these means.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassMeans {
    /// The mean of the classes' means, of codes at length 1.
    pub centre: Vec<f32>,
    /// Each class's mean less [`Self::centre`], at length 1; none where a class has no picture.
    pub means: Vec<Option<Vec<f32>>>,
    /// A picture that is less alike to every class than this is none of these.
    pub threshold: f32,
}

/// The threshold is this part of the mean cosine of pictures that were left out. Measured on thirty
/// photos, five of them as classes of 25 crops, the others unknown: of crops under far harsher
/// changes 87 % are then both known and right, and 88 % of the unknown ones are none of these; on
/// the five photos of the reel 91 and 99 %. Cosines of left-out *classes* serve no better, and fail
/// where two classes are alike: each then counts as known to the other.
const SHARE: f64 = 1.0 / 5.0;

/// Where no class has two pictures: that part of a cosine of 0.9, as left-out pictures have it.
const WITHOUT_PICTURES: f64 = 0.18;

/// It is never less: of classes with the same pictures nobody can tell which one a picture is of.
const LEAST: f64 = 0.05;

/// A class's number of pictures, and the sum of their codes at length 1.
type Sum = (usize, Vec<f64>);

impl ClassMeans {
    /// Of codes, each with its class below `classes`; none of fewer than two classes with pictures.
    pub fn new(codes: &[(usize, &[f32])], classes: usize) -> Option<Self> {
        let width = codes.first()?.1.len();
        let units: Vec<(usize, Vec<f32>)> =
            codes.iter().map(|(class, code)| (*class, at_length(code, 1.0))).collect();
        let mut sums: Vec<Sum> = vec![(0, vec![0.0; width]); classes];
        for (class, code) in &units {
            let (count, sum) = sums.get_mut(*class)?;
            *count += 1;
            sum.iter_mut().zip(code).for_each(|(sum, value)| *sum += f64::from(*value));
        }
        let there = sums.iter().filter(|(count, _)| *count > 0).count();
        if there < 2 {
            return None;
        }
        let mean = |(count, sum): &Sum| -> Option<Vec<f64>> {
            (*count > 0).then(|| sum.iter().map(|sum| sum / *count as f64).collect())
        };
        let means: Vec<Option<Vec<f64>>> = sums.iter().map(mean).collect();
        let mut centre = vec![0.0; width];
        for mean in means.iter().flatten() {
            centre.iter_mut().zip(mean).for_each(|(sum, value)| *sum += value / there as f64);
        }
        let products = |mean: &Option<Vec<f64>>| {
            mean.as_ref().map_or([0.0; 2], |mean| [dot(mean, mean), dot(mean, &centre)])
        };
        let products: Vec<[f64; 2]> = means.iter().map(products).collect();
        let centre_square = dot(&centre, &centre);
        let left_out = |(class, code): &(usize, Vec<f32>)| {
            let (count, mean) = (sums[*class].0, means[*class].as_ref()?);
            let [square, with_centre] = products[*class];
            let (own, own_with_centre) = (dot(code, mean), dot(code, &centre));
            let products = [
                [dot(code, code), own, own_with_centre],
                [own, square, with_centre],
                [own_with_centre, with_centre, centre_square],
            ];
            (count > 1).then(|| left_out(products, count, there))
        };
        let left_out: Vec<f64> = units.iter().filter_map(left_out).collect();
        let threshold = if left_out.is_empty() {
            WITHOUT_PICTURES
        } else {
            SHARE * left_out.iter().sum::<f64>() / left_out.len() as f64
        };
        let centred = |mean: &Vec<f64>| {
            let away: Vec<f64> = mean.iter().zip(&centre).map(|(one, other)| one - other).collect();
            let length = dot(&away, &away).sqrt().max(1e-12);
            away.iter().map(|value| (value / length) as f32).collect()
        };
        let means = means.iter().map(|mean| mean.as_ref().map(centred)).collect();
        let centre = centre.into_iter().map(|value| value as f32).collect();
        Some(Self { centre, means, threshold: threshold.max(LEAST) as f32 })
    }

    /// How alike a code is to each class's mean: the cosine of the two, seen from the centre,
    /// -1..=1; none for a class without pictures.
    pub fn cosines(&self, code: &[f32]) -> Vec<Option<f32>> {
        let code = at_length(code, 1.0);
        let away: Vec<f32> =
            code.iter().zip(&self.centre).map(|(one, other)| one - other).collect();
        let length = away.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-12);
        let cosine = |mean: &Vec<f32>| {
            let sum = away.iter().zip(mean).map(|(one, other)| one * other).sum::<f32>();
            (sum / length).clamp(-1.0, 1.0)
        };
        self.means.iter().map(|mean| mean.as_ref().map(cosine)).collect()
    }

    /// The class that a picture with these cosines is most alike to, with its cosine; none without
    /// classes.
    pub fn nearest(cosines: &[Option<f32>]) -> Option<(usize, f32)> {
        let known =
            cosines.iter().enumerate().filter_map(|(class, cosine)| Some((class, (*cosine)?)));
        known.max_by(|one, other| one.1.total_cmp(&other.1))
    }

    /// The class that a picture with these cosines is of; none where it is none of these.
    pub fn best(&self, cosines: &[Option<f32>]) -> Option<usize> {
        let nearest = Self::nearest(cosines);
        nearest.filter(|(_, cosine)| *cosine >= self.threshold).map(|(class, _)| class)
    }
}

/// In eight sums, which a processor adds up at once.
fn dot<A: Copy + Into<f64>, B: Copy + Into<f64>>(one: &[A], other: &[B]) -> f64 {
    let mut sums = [0.0_f64; 8];
    let ((ones, left), (others, right)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    for (one, other) in ones.iter().zip(others) {
        for (sum, (one, other)) in sums.iter_mut().zip(one.iter().zip(other)) {
            *sum += (*one).into() * (*other).into();
        }
    }
    let rest: f64 =
        left.iter().zip(right).map(|(one, other)| (*one).into() * (*other).into()).sum();
    sums.iter().sum::<f64>() + rest
}

/// The cosine of a picture and its class's mean, as both are where the picture is left out of that
/// mean and of the centre. `count` pictures are of the class, and there are `classes`.
///
/// Both are sums of three vectors, the code, the mean and the centre: the products of these are all
/// that is needed.
fn left_out(products: [[f64; 3]; 3], count: usize, classes: usize) -> f64 {
    // Without it the mean is mean + moved (mean - code).
    let moved = 1.0 / (count - 1) as f64;
    let pulled = moved / classes as f64;
    let seen = [1.0 + pulled, -pulled, -1.0];
    let class = [pulled - moved, 1.0 + moved - pulled, -1.0];
    let product = |one: [f64; 3], other: [f64; 3]| -> f64 {
        (0..3).map(|row| one[row] * dot(&products[row], &other)).sum()
    };
    let lengths = (product(seen, seen) * product(class, class)).max(0.0).sqrt();
    (product(seen, class) / lengths.max(1e-12)).clamp(-1.0, 1.0)
}

#[cfg(test)]
mod tests;
