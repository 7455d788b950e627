//! Summaries of many things in bounded memory that can be merged. They hold integers only, so that the order
//! in which things come can make no difference.

mod counts;
mod distinct;
mod frequent;
mod histogram;
mod names;
mod quantile;
mod rows;
mod sample;

pub(crate) use distinct::{BottomK, HyperLogLog};
pub(crate) use frequent::{Bounds, Frequent};
pub(crate) use histogram::Bin;
pub(crate) use names::Names;
pub(crate) use quantile::Quantiles;
pub(crate) use rows::Rows;
