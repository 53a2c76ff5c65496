//! Folding, computed by hand.

use ndarray::{ArcArray, IxDyn};

use super::*;

fn floats(sides: &[usize], values: &[f32]) -> Constant {
    Constant::Floats(ArcArray::from_shape_vec(IxDyn(sides), values.to_vec()).unwrap())
}

fn folded(kind: &str, inputs: &[&Constant], settings: &[(&str, Attribute)]) -> Constant {
    try_fold(kind, inputs, settings).unwrap()
}

fn try_fold(
    kind: &str,
    inputs: &[&Constant],
    settings: &[(&str, Attribute)],
) -> Result<Constant, String> {
    let attributes = settings.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let operator =
        Operator { kind: kind.into(), attributes: attributes.collect(), ..Operator::default() };
    let inputs: Vec<Option<&Constant>> = inputs.iter().map(|&input| Some(input)).collect();
    let mut budget = Budget::of([100].into_iter());
    fold(&operator, &inputs, &mut budget).map(|made| made.unwrap().remove(0))
}

fn read(constant: &Constant) -> (Vec<usize>, Vec<f32>) {
    let Constant::Floats(values) = constant else { panic!("{constant:?}") };
    (values.shape().to_vec(), values.as_slice().unwrap().to_vec())
}

#[test]
fn half_the_channels_of_a_shape_are_computed_as_an_exporter_writes_it() {
    let sides = vector(vec![1, 8, 16, 16]);
    let channels = folded("Gather", &[&sides, &vector(vec![1])], &[]);
    let rounded = folded("Add", &[&channels, &vector(vec![1])], &[]);
    let half = folded("Div", &[&rounded, &vector(vec![2])], &[]);
    assert_eq!(half.whole().unwrap(), [4]);
    let both = folded("Concat", &[&half, &vector(vec![-1])], &[("axis", Attribute::Int(0))]);
    assert_eq!(both.whole().unwrap(), [4, -1]);
    let error = try_fold("Div", &[&half, &vector(vec![0])], &[]).unwrap_err();
    assert_eq!(error, "a whole number larger than any, or a division by 0");
    assert!(try_fold("Mul", &[&vector(vec![i64::MAX]), &half], &[]).is_err());
}

#[test]
fn a_weight_of_length_and_direction_is_one_weight() {
    let direction = floats(&[2, 2, 1], &[3.0, 4.0, 0.0, 2.0]);
    let length =
        folded("ReduceL2", &[&direction, &vector(vec![1, 2])], &[("keepdims", Attribute::Int(1))]);
    assert_eq!(read(&length), (vec![2, 1, 1], vec![5.0, 2.0]));
    let unit = folded("Div", &[&direction, &length], &[]);
    let weight = folded("Mul", &[&unit, &floats(&[2, 1, 1], &[10.0, 1.0])], &[]);
    assert_eq!(read(&weight), (vec![2, 2, 1], vec![6.0, 8.0, 0.0, 1.0]));
}

#[test]
fn values_laid_over_each_other_stay_in_their_order() {
    // Either repeated along the other: what comes of it could lie column after column.
    let column = floats(&[2, 1], &[1.0, 2.0]);
    let row = floats(&[1, 3], &[10.0, 20.0, 30.0]);
    let sum = folded("Add", &[&column, &row], &[]);
    assert_eq!(read(&sum), (vec![2, 3], vec![11.0, 21.0, 31.0, 12.0, 22.0, 32.0]));
    let turned = folded("Transpose", &[&sum], &[]);
    assert_eq!(read(&turned), (vec![3, 2], vec![11.0, 12.0, 21.0, 22.0, 31.0, 32.0]));
    let laid = folded("Reshape", &[&turned, &vector(vec![-1])], &[]);
    assert_eq!(read(&laid).0, [6]);
    let error = try_fold("Add", &[&row, &floats(&[2], &[0.0, 1.0])], &[]).unwrap_err();
    assert_eq!(error, "[1, 3] and [2] do not fit over each other");
}

#[test]
fn of_weights_that_were_not_read_the_shapes_are_known() {
    let weight = Constant::Unread(vec![8, 3]);
    let turned = folded("Transpose", &[&weight], &[]);
    assert_eq!(turned.sides(), [3, 8]);
    let scaled = folded("Mul", &[&turned, &floats(&[], &[2.0])], &[]);
    assert!(matches!(&scaled, Constant::Unread(sides) if *sides == [3, 8]));
}

#[test]
fn no_constant_becomes_larger_than_the_file_can_need() {
    let wide = vector(vec![1 << 20, 1 << 20]);
    let error = try_fold("ConstantOfShape", &[&wide], &[]).unwrap_err();
    assert_eq!(error, "a constant of [1048576, 1048576] is more than this file can need");
    let end = scalar(i64::MAX);
    assert!(try_fold("Range", &[&scalar(0), &end, &scalar(1)], &[]).is_err());
    assert!(try_fold("Range", &[&scalar(i64::MIN), &end, &scalar(1)], &[]).is_err());
    assert!(try_fold("Expand", &[&floats(&[1], &[1.0]), &wide], &[]).is_err());
    let row = folded("Range", &[&scalar(0), &scalar(7), &scalar(3)], &[]);
    assert_eq!(row.whole().unwrap(), [0, 3, 6]);
}
