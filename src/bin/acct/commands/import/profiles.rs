//! The profiles at hand: the user's own, each a file in the folder of the settings, before the ready ones.

use std::path::{Path, PathBuf};

use acct::domain::date::DayOrder;
use acct::domain::language::{Bilingual as _, pick};
use acct::export::{self, Cell, Column, Format, Sheet};
use acct::import::columns::profile::{Profile, read, ready};
use acct::import::columns::{Basis, Columns, Part, Profiles, Target, Vocabulary};
use acct::say;
use serde_json::{Value as Json, json};

use super::Stated;
use crate::context::Context;
use crate::display;
use crate::failure::Failure;
use crate::whole_file::{Existing, WholeFile};

/// The name that stands for no profile at all.
const NONE: &str = "none";

/// A profile and the file that it is from; none for a ready one.
struct Known {
    profile: Profile,
    file: Option<PathBuf>,
}

/// The profiles that an import considers: those that go by the name that was given, else all, to be recognised.
pub(super) fn considered(context: &Context, name: Option<&str>) -> anyhow::Result<Profiles> {
    let words = Vocabulary { schema: &context.schema, labels: &context.labels };
    let Some(name) = name else {
        let mut all = Vec::new();
        for file in files(context) {
            match own(context, &file, words) {
                Ok(profiles) => all.extend(profiles),
                Err(failure) => context.ui.warning(format_args!("{}", failure.message)),
            }
        }
        all.extend(ready(words));
        return Ok(Profiles::Recognised(all));
    };
    if name == NONE {
        return Ok(Profiles::default());
    }
    let file = path_of(context, name)?;
    if file.is_file() {
        return Ok(Profiles::Chosen(own(context, &file, words)?));
    }
    let chosen: Vec<Profile> = ready(words).into_iter().filter(|profile| profile.is_called(name)).collect();
    if chosen.is_empty() { Err(unknown(context, name, words).into()) } else { Ok(Profiles::Chosen(chosen)) }
}

fn unknown(context: &Context, name: &str, words: Vocabulary) -> Failure {
    let mut names: Vec<String> = files(context).iter().map(|file| stem(file)).collect();
    names.extend(ready(words).into_iter().map(|profile| profile.name));
    let near = |known: &&String| strsim::jaro_winkler(&known.to_lowercase(), &name.to_lowercase());
    let nearest = names.iter().max_by(|one, other| near(one).total_cmp(&near(other)));
    let language = context.language;
    let failure =
        Failure::refused(say!(language, "there is no profile \"{name}\"", "没有名为“{name}”的导入方案"));
    let failure = match nearest.filter(|known| near(known) > 0.8) {
        Some(known) => failure.hint(say!(language, "did you mean {known}?", "是不是想写 {known}？")),
        None => failure,
    };
    failure.hint(say!(language, "acct import --profiles lists them", "acct import --profiles 列出全部方案"))
}

/// The user's own profiles in the order of their names.
fn files(context: &Context) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder(context)) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    files.sort();
    files
}

fn folder(context: &Context) -> PathBuf {
    context.places.config.parent().unwrap_or(Path::new(".")).join("profiles")
}

/// The file of an own profile. A name with a path in it is refused.
fn path_of(context: &Context, name: &str) -> Result<PathBuf, Failure> {
    let is_plain = !name.is_empty()
        && !name.starts_with('.')
        && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ' '));
    if is_plain {
        return Ok(folder(context).join(format!("{name}.yaml")));
    }
    let message = say!(
        context.language,
        "\"{name}\" cannot name a profile; use letters, digits, - and _",
        "“{name}”不能作方案名称，请只用文字、数字、- 和 _"
    );
    Err(Failure::usage(message))
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn own(context: &Context, file: &Path, words: Vocabulary) -> Result<Vec<Profile>, Failure> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::data(format!("{name}: {}", error.told_in(context.language))))?;
    read(&name, &stem(file), &text, words).map_err(|error| Failure::data(error.told_in(context.language)))
}

/// Lists the profiles. A broken one of the user's is an error.
pub(super) fn list(context: &Context) -> anyhow::Result<()> {
    let words = Vocabulary { schema: &context.schema, labels: &context.labels };
    let mut known: Vec<Known> = Vec::new();
    for file in files(context) {
        let profiles = own(context, &file, words)?;
        known.extend(profiles.into_iter().map(|profile| Known { profile, file: Some(file.clone()) }));
    }
    known.extend(ready(words).into_iter().map(|profile| Known { profile, file: None }));
    let columns = ["name", "kind", "about", "file"];
    let columns =
        columns.iter().map(|key| display::column(context, key, &format!("profile.{key}"))).collect();
    let rows = known.iter().map(|known| row(context, known)).collect();
    display::print_list(context, &Sheet { columns, rows })
}

fn row(context: &Context, known: &Known) -> Vec<Cell> {
    let Known { profile, file } = known;
    let kind = display::several(context, profile.kind);
    let from = match file {
        Some(file) => display::text_cell(&file.display().to_string()),
        None => Cell { text: pick(context.language, "ready", "内置").to_owned(), data: Json::Null },
    };
    vec![
        display::text_cell(&profile.name),
        Cell { text: kind, data: json!(profile.kind.name()) },
        display::text_cell(profile.about.get(context.language)),
        from,
    ]
}

/// How tables were read, to be kept as a profile.
pub(super) struct Used<'u> {
    pub(super) tables: Vec<&'u Columns>,
    /// What was stated beside the columns.
    pub(super) stated: Stated<'u>,
}

/// Where a profile is to be kept. One that is there is only replaced when the user agrees.
pub(super) fn place(context: &mut Context, name: &str) -> anyhow::Result<WholeFile> {
    let path = path_of(context, name)?;
    let language = context.language;
    if name == NONE {
        return Err(Failure::usage(say!(
            language,
            "\"none\" stands for no profile",
            "“none”表示不用方案，请换个名称"
        ))
        .into());
    }
    let words = Vocabulary { schema: &context.schema, labels: &context.labels };
    if !context.global.yes && ready(words).iter().any(|profile| profile.is_called(name)) {
        let message = say!(
            language,
            "{name} is a profile that comes with acct, in place of which yours would be taken",
            "{name} 是自带的方案，保存同名方案会取代它"
        );
        let hint =
            say!(language, "choose another name, or --yes to replace it", "请换个名称，或加 --yes 取代它");
        return Err(Failure::refused(message).hint(hint).into());
    }
    if path.exists() && !context.global.yes {
        let question = say!(language, "Replace the profile {name}?", "替换已有的方案 {name}？");
        if !context.asks() || !context.prompter().confirm(&question, false)? {
            let message = say!(language, "there is a profile {name} already", "已有名为 {name} 的方案");
            let hint = say!(language, "--yes replaces it", "加 --yes 可替换");
            return Err(Failure::refused(message).hint(hint).into());
        }
    }
    std::fs::create_dir_all(folder(context))?;
    WholeFile::at(&path, Existing::Replaced, language)
}

/// Writes how tables were read to where a profile is kept.
pub(super) fn keep(context: &Context, name: &str, place: WholeFile, used: &Used) -> anyhow::Result<()> {
    let path = path_of(context, name)?;
    let language = context.language;
    if used.tables.iter().any(|columns| columns.part != Part::Whole) {
        let message = say!(
            language,
            "rows of accounts and people cannot be kept as a profile; {name} was not written",
            "同一行含客户和联系人的表格不能保存为方案；未写入 {name}"
        );
        context.ui.warning(format_args!("{message}"));
        return Ok(());
    }
    let heading = say!(
        language,
        "# How files are imported with: acct import FILE --profile {name}",
        "# 导入方案，用法：acct import 文件 --profile {name}"
    );
    let tables: Vec<Json> = used.tables.iter().map(|columns| Json::Object(table(columns, used))).collect();
    let sheet = match tables.as_slice() {
        [Json::Object(one)] => sheet(one.clone()),
        _ => sheet([("profiles".to_owned(), Json::Array(tables))].into_iter().collect()),
    };
    place.write(|out| {
        writeln!(out, "{heading}")?;
        Ok(export::write_record(Format::Yaml, &sheet, out)?)
    })?;
    context.ui.status(format_args!(
        "{}",
        say!(language, "Profile {name} kept in {}.", "方案 {name} 已保存到 {}。", path.display())
    ));
    Ok(())
}

fn sheet(settings: serde_json::Map<String, Json>) -> Sheet {
    let columns = settings.keys().map(|key| Column { key: key.clone(), label: key.clone() }).collect();
    let row = settings.into_iter().map(|(_, data)| Cell { text: String::new(), data }).collect();
    Sheet { columns, rows: vec![row] }
}

/// One table as a profile has it: every column that went somewhere, and those that somebody left out.
fn table(columns: &Columns, used: &Used) -> serde_json::Map<String, Json> {
    let mut fields: serde_json::Map<String, Json> = serde_json::Map::new();
    let mut left_out = Vec::new();
    for column in columns.turns() {
        let name = columns.header[column].clone();
        let mut targets: Vec<Json> =
            columns.targets[column].iter().map(Target::to_string).map(Json::from).collect();
        match (targets.len(), &columns.basis[column]) {
            (0, Basis::LeftOut { .. }) => left_out.push(name),
            (0, _) => {}
            (1, _) => drop(fields.insert(name, targets.remove(0))),
            _ => drop(fields.insert(name, Json::Array(targets))),
        }
    }
    let signature: Vec<String> = fields.keys().cloned().collect();
    let mut settings = serde_json::Map::new();
    let mut put = |key: &str, value: Json| drop(settings.insert(key.to_owned(), value));
    put("kind", json!(columns.kind.name()));
    put("signatures", json!([signature]));
    put("columns", Json::Object(fields));
    if !left_out.is_empty() {
        put("left_out", json!(left_out));
    }
    if !columns.values.is_empty() {
        put("values", json!(columns.values));
    }
    if !columns.blanks.is_empty() {
        put("blanks", json!(columns.blanks));
    }
    if !columns.fallbacks.is_empty() {
        // The first one of a field counts.
        let defaults = columns.fallbacks.iter().rev();
        put("defaults", defaults.map(|(field, text)| (field.name.to_owned(), json!(text))).collect());
    }
    let Stated { encoding, delimiter, sheet, dates } = used.stated;
    let dates = dates.map(DayOrder::as_str);
    let stated = [("dates", dates), ("encoding", encoding), ("delimiter", delimiter), ("sheet", sheet)];
    for (key, stated) in stated {
        if let Some(stated) = stated {
            put(key, json!(stated));
        }
    }
    settings
}
