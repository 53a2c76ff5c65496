//! A taught classifier: what is learned from the codes of a few pictures of each class.
//!
//! A code is the last layer before the classes, one value a channel.

pub mod training;

/// Each class by the mean of its codes, seen from the mean of these means.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassMeans {
    /// The mean of the classes' means.
    pub centre: Vec<f32>,
    /// Each class's mean less [`Self::centre`], at length 1; none where a class has no picture.
    pub means: Vec<Option<Vec<f32>>>,
    /// A picture that is less alike to every class than this is none of these.
    pub threshold: f32,
}

impl ClassMeans {
    /// Of codes, each with its class below `classes`; none of fewer than two classes with pictures.
    pub fn new(codes: &[(usize, &[f32])], classes: usize) -> Option<Self> {
        let width = codes.first()?.1.len();
        let mut sums = vec![(0_usize, vec![0.0_f64; width]); classes];
        for &(class, code) in codes {
            let (count, sum) = &mut sums[class];
            *count += 1;
            sum.iter_mut().zip(code).for_each(|(sum, value)| *sum += f64::from(*value));
        }
        let there = sums.iter().filter(|(count, _)| *count > 0).count();
        if there < 2 {
            return None;
        }
        let mean = |(count, sum): &(usize, Vec<f64>)| -> Option<Vec<f64>> {
            (*count > 0).then(|| sum.iter().map(|sum| sum / *count as f64).collect())
        };
        let means: Vec<Option<Vec<f64>>> = sums.iter().map(mean).collect();
        let mut centre = vec![0.0; width];
        for mean in means.iter().flatten() {
            centre.iter_mut().zip(mean).for_each(|(sum, value)| *sum += value / there as f64);
        }
        let centred = |mean: &Vec<f64>| {
            let away: Vec<f64> = mean.iter().zip(&centre).map(|(one, other)| one - other).collect();
            let length = away.iter().map(|value| value * value).sum::<f64>().sqrt();
            away.iter().map(|value| (value / length.max(1e-12)) as f32).collect()
        };
        let means = means.iter().map(|mean| mean.as_ref().map(centred)).collect();
        let centre = centre.into_iter().map(|value| value as f32).collect();
        Some(Self { centre, means, threshold: 0.3 })
    }

    /// How alike a code is to each class's mean: the cosine of the two, seen from the centre,
    /// -1..=1; none for a class without pictures.
    pub fn cosines(&self, code: &[f32]) -> Vec<Option<f32>> {
        let away: Vec<f32> =
            code.iter().zip(&self.centre).map(|(one, other)| one - other).collect();
        let length = away.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-12);
        let cosine = |mean: &Vec<f32>| {
            away.iter().zip(mean).map(|(one, other)| one * other).sum::<f32>() / length
        };
        self.means.iter().map(|mean| mean.as_ref().map(cosine)).collect()
    }

    /// The class that a picture with these cosines is of; none where it is none of these.
    pub fn best(&self, cosines: &[Option<f32>]) -> Option<usize> {
        let known =
            cosines.iter().enumerate().filter_map(|(class, cosine)| Some((class, (*cosine)?)));
        let best = known.max_by(|one, other| one.1.total_cmp(&other.1));
        best.filter(|(_, cosine)| *cosine >= self.threshold).map(|(class, _)| class)
    }
}

/// A layer of weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// A row an output, of as many values as there are inputs.
    pub weights: Vec<f32>,
    /// A value an output.
    pub bias: Vec<f32>,
}

impl Layer {
    /// What it makes of these inputs.
    pub fn run(&self, inputs: &[f32]) -> Vec<f32> {
        let rows = self.weights.chunks_exact(inputs.len().max(1));
        let sum = |row: &[f32]| row.iter().zip(inputs).map(|(one, other)| one * other).sum::<f32>();
        rows.zip(&self.bias).map(|(row, bias)| sum(row) + bias).collect()
    }
}

/// A head that was trained step by step.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainedHead {
    /// Cells between the code and the classes, each rectified; none in a linear head.
    pub hidden: Option<Layer>,
    /// A row a class.
    pub output: Layer,
}

impl TrainedHead {
    /// A logit a class for this code, which is first brought to length 1.
    pub fn logits(&self, code: &[f32]) -> Vec<f32> {
        let code = at_length_1(code);
        let Some(hidden) = &self.hidden else { return self.output.run(&code) };
        let cells: Vec<f32> = hidden.run(&code).into_iter().map(|value| value.max(0.0)).collect();
        self.output.run(&cells)
    }
}

/// The code brought to length 1; one of zeros stays as it is.
fn at_length_1(code: &[f32]) -> Vec<f32> {
    let length = code.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-12);
    code.iter().map(|value| value / length).collect()
}
