//! `acct tier ...`: what an account is worth to us.

mod all;
pub(crate) mod assume;
pub(crate) mod assumed;
mod history;
mod list;
pub(crate) mod names;
pub(crate) mod score;
mod set;
mod show;
pub(crate) mod simulate;
mod simulate_all;
mod why;

use acct::domain::choices::Tier;
use acct::playbook::{Playbook, TierPolicy};
use clap::Subcommand;
use serde_json::{Value as Json, json};

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compute the grade of an account, or of all, and keep it
    Score(score::Args),
    /// The grade in force, the computed one, and the service that goes with it
    Show(show::Args),
    /// Why: dimension by dimension, what is known, what is not and what that could change
    Why(why::Args),
    /// Set the tier by hand, or give the computed one its force back
    Set(set::Args),
    /// Accounts by tier
    List(list::Args),
    /// Every grade an account was given, newest first, and what each was computed from
    History(history::Args),
    /// What-if: other answers, weights or thresholds, for an account or for all
    Simulate(simulate::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Score(args) => score::run(context, &args),
        Command::Show(args) => show::run(context, &args),
        Command::Why(args) => why::run(context, &args),
        Command::Set(args) => set::run(context, &args),
        Command::List(args) => list::run(context, &args),
        Command::History(args) => history::run(context, &args),
        Command::Simulate(args) => simulate::run(context, &args),
    }
}

/// The service that goes with a tier.
fn policy(playbook: &Playbook, tier: Option<Tier>) -> Option<&TierPolicy> {
    playbook.tier(tier?.as_str())
}

/// A service policy for programs, its words in the language that was asked for.
fn policy_data(context: &Context, policy: Option<&TierPolicy>) -> Json {
    let language = context.language;
    policy.map_or(Json::Null, |policy| {
        json!({
            "tier": policy.id,
            "cadence_days": policy.cadence_days,
            "response_hours": policy.response_hours,
            "sponsor": policy.sponsor.get(language),
            "team": policy.team.get(language),
            "care": policy.care.get(language),
            "pricing": policy.pricing.get(language),
            "people": policy.people,
            "money_percent": policy.money_percent,
        })
    })
}

/// A tier with its name: `S Strategic`.
pub(crate) fn tier_name(context: &Context, tier: Option<Tier>) -> String {
    tier.map_or_else(String::new, |tier| {
        let name = context.labels.find(&format!("tier_name.{tier}"), context.language);
        name.map_or_else(|| tier.to_string(), |name| format!("{tier} {name}"))
    })
}
