//! Fields, conditions and orders as a person names them, in either language.

use acct::domain::filter::Filter;
use acct::domain::kind::Kind;
use acct::domain::language::{Language, pick};
use acct::domain::record::Field;
use acct::playbook::Vocabulary;
use acct::say;
use acct::store::{Query, Sort};

use crate::context::Context;
use crate::display::counted;
use crate::failure::Failure;

/// The field that a person names: by identifier, flag or label, by another word for it, or a value that an import kept under a name of
/// its own.
pub(crate) fn find(context: &mut Context, kind: Kind, name: &str) -> anyhow::Result<Field> {
    let words = Vocabulary { schema: &context.schema, labels: &context.labels };
    if let Some(field) = words.field(kind, name) {
        return Ok(field.clone());
    }
    let own = name.trim().strip_prefix("custom.").unwrap_or(name.trim()).to_owned();
    if context.path().exists()
        && let Some(own) = context.store()?.custom_name(kind, &own)?
    {
        return Ok(Field::own(&own));
    }
    unknown(context, kind, name.trim())
}

fn unknown(context: &mut Context, kind: Kind, name: &str) -> anyhow::Result<Field> {
    let own = if context.path().exists() { context.store()?.custom_names(kind)? } else { Vec::new() };
    let language = context.language;
    let words = Vocabulary { schema: &context.schema, labels: &context.labels };
    let known = context.schema.fields(kind).map(|field| match language {
        Language::English => field.name.to_owned(),
        Language::Chinese => format!("{}（{}）", context.labels.field(kind, field, language), field.name),
    });
    let undeclared = own.iter().filter(|name| !context.schema.declares(name)).cloned();
    let known: Vec<String> = known.chain(undeclared).collect();
    let known = known.join(pick(language, ", ", "、"));
    let label = context.labels.kind(kind, language);
    let failure = Failure::usage(say!(
        language,
        "{} has no field \"{name}\"; it has {known}",
        "{}没有字段“{name}”；可用字段：{known}",
        pick(language, kind.name(), &label)
    ));
    Err(match words.nearest(kind, name, &own) {
        Some(near) => failure.hint(say!(language, "did you mean \"{near}\"?", "是不是想写“{near}”？")),
        None => failure,
    }
    .into())
}

/// A condition as `--where` takes it.
pub(crate) fn filter(context: &mut Context, kind: Kind, text: &str) -> anyhow::Result<Filter> {
    let field = find(context, kind, Filter::field_name(text)?)?;
    Ok(context.read_values(|reading| Filter::on(field, text, reading))?)
}

/// An order as `--sort` takes it: fields, a minus sign for falling.
pub(crate) fn sort(context: &mut Context, kind: Kind, text: &str) -> anyhow::Result<Vec<Sort>> {
    let keys = text.split([',', '，', '、']).map(str::trim).filter(|key| !key.is_empty());
    keys.map(|key| {
        let descending = key.starts_with(['-', '－']);
        let field = find(context, kind, key.trim_start_matches(['-', '－', '+']))?;
        Ok(Sort { field, descending })
    })
    .collect()
}

/// Says which records a condition on an amount passed over because theirs is in another currency.
pub(crate) fn tell_passed_over(context: &mut Context, query: &Query) -> anyhow::Result<()> {
    for passed_over in context.store()?.passed_over(query)? {
        let (count, currency) = (passed_over.count, passed_over.currency);
        let field = context.labels.field(query.kind, &passed_over.field, context.language);
        let counted = counted(context, query.kind, count);
        context.ui.note(format_args!(
            "{}",
            say!(
                context.language,
                "{counted} left out: {field} in another currency than {currency}; a condition names its currency, as \"{}>USD 1m\"",
                "另有 {counted}未参与比较：{field}不是以 {currency} 计；条件中可写明币种，例如“{}>100万美元”",
                passed_over.field.name
            )
        ));
    }
    Ok(())
}
