//! Headers of files as programs write them, and what becomes of each column.

use super::*;
use crate::domain::schema::Schema;
use crate::import::columns::{Columns, Head, Mapping, Profiles};
use crate::playbook::Labels;

/// Headers, the profile that is recognised, and where the columns go.
const FIXTURES: &[(&str, &str, &str)] = &[
    (
        "Id,IsDeleted,MasterRecordId,Name,Type,ParentId,BillingStreet,BillingCity,BillingState,BillingCountry,Phone,Website,Industry,AnnualRevenue,NumberOfEmployees,Ownership,TickerSymbol,OwnerId",
        "salesforce-account",
        "external_ids:sf,,,name,relation+tags,parent:sf,address,city,region,country,phone,website,industry,revenue,employees,ownership,listing_code,",
    ),
    (
        "Account ID,Account Name,Billing City,Billing State/Province,Type,Employees,Account Owner,Last Modified Date",
        "salesforce-account",
        "external_ids:sf,name,city,region,relation+tags,employees,owner,",
    ),
    (
        "Id,AccountId,LastName,FirstName,Salutation,Name,MailingCity,Phone,MobilePhone,Email,Title,Department,Birthdate,OwnerId",
        "salesforce-contact",
        "external_ids:sf,account:sf,family_name,given_name,,name,,phone,phone,email,title,department,birthday,",
    ),
    (
        "First Name,Last Name,Title,Company / Account,Email,Phone,Lead Source,Lead Status,Lead Owner,Street",
        "salesforce-lead",
        "given_name,family_name,title,account,email,phone,tags,tags,known_by,",
    ),
    (
        "Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,Number of Employees,Annual Revenue",
        "hubspot-company",
        "external_ids:hubspot,name,owner,,phone,,city,country,industry,employees,revenue",
    ),
    (
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Lead Status,Create Date,Job Title",
        "hubspot-contact",
        "external_ids:hubspot,given_name,family_name,email,phone,known_by,account,tags,,title",
    ),
    ("Record ID,Company name,City", "hubspot-company", "external_ids:hubspot,name,city"),
    (
        "Record ID,First Name,Last Name,Email,Company name",
        "hubspot-contact",
        "external_ids:hubspot,given_name,family_name,email,account",
    ),
    (
        "Organization - Name,Organization - Label,Organization - Owner,Organization - Address,Organization - Open deals,Organization - ID",
        "pipedrive-organization",
        "name,tags,owner,address,,external_ids:pipedrive",
    ),
    (
        "Person - Name,Person - Label,Person - Organization,Person - Email - Work,Person - Phone - Mobile,Person - Owner,Person - ID",
        "pipedrive-person",
        "name,tags,account,email,phone,known_by,external_ids:pipedrive",
    ),
    (
        "Record Id,Account Owner.id,Account Owner,Account Name,Phone,Account Site,Parent Account,Website,Account Type,Industry,Employees,Annual Revenue,Billing City,Rating",
        "zoho-account",
        "external_ids:zoho,,owner,name,phone,,parent,website,relation+tags,industry,employees,revenue,city,tags",
    ),
    (
        "Record Id,Contact Owner,First Name,Last Name,Account Name,Email,Title,Phone,Mobile,Reporting To,Mailing City",
        "zoho-contact",
        "external_ids:zoho,known_by,given_name,family_name,account,email,title,phone,phone,reports_to,",
    ),
    (
        "(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Main Phone,Address 1: City,Primary Contact,Email (Primary Contact)",
        "dynamics-account",
        "external_ids:dynamics,,,name,phone,city,,",
    ),
    (
        "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Full Name,Email,Company Name,Business Phone,Status",
        "dynamics-contact",
        "external_ids:dynamics,,,name,email,account,phone,",
    ),
    (
        "id,name,is_company,vat,street,city,state_id,country_id,phone,email,website,user_id",
        "odoo-company",
        "external_ids:odoo,name,,external_ids:tax,address,city,region,country,phone,email,website,owner",
    ),
    (
        "External ID,Name,Related Company,Job Position,Email,Phone,Mobile",
        "odoo-person",
        "external_ids:odoo,name,account,title,email,phone,phone",
    ),
    (
        "First Name,Middle Name,Last Name,Phonetic First Name,Organization Name,Organization Title,Organization Department,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value",
        "google-contacts",
        "given_name,middle_name,family_name,,account,title,department,birthday,note,tags,,email,,phone",
    ),
    (
        "Name,Given Name,Additional Name,Family Name,Yomi Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title",
        "google-contacts",
        "name,given_name,middle_name,family_name,,tags,,email,,phone,account,title",
    ),
    (
        "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Company,Job Title,Department,Manager's Name,Birthday,Categories",
        "outlook-contacts",
        "given_name,middle_name,family_name,,,email,email,,phone,phone,account,title,department,reports_to,birthday,tags",
    ),
    (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "linkedin-connections",
        "given_name,family_name,external_ids:linkedin,email,account,title,",
    ),
    (
        "序号,企业名称,登记状态,法定代表人,注册资本,成立日期,所属省份,所属城市,电话,更多电话,邮箱,统一社会信用代码,参保人数,所属行业,网址,企业地址",
        "china-companies",
        ",name,custom.经营状态,legal_representative,registered_capital,founded,region,city,phone,phone,email,credit_code,employees,industry,website,address",
    ),
    (
        "公司名称,经营状态,法定代表人,注册资本,实缴资本,成立日期,统一社会信用代码,注册地址,参保人数,公司类型,行业,曾用名,英文名",
        "china-companies",
        "name,custom.经营状态,legal_representative,registered_capital,,founded,credit_code,address,employees,custom.企业类型,industry,aliases,aliases",
    ),
    (
        "板块,公司全称,英文名称,注册地址,A股代码,A股简称,A股上市日期,A股总股本,省    份,城     市,所属行业,公司网址",
        "china-listed",
        ",name,aliases,address,listing_code,aliases,,,region,city,industry,website",
    ),
];

fn columns(header: &str) -> Columns {
    let (schema, labels) = (Schema::default(), Labels::default());
    let words = Vocabulary { schema: &schema, labels: &labels };
    let header: Vec<String> = header.split(',').map(str::to_owned).collect();
    let mapping = Mapping { profiles: Profiles::Recognised(ready(words)), ..Mapping::default() };
    Columns::of_table(
        Head { name: "a.csv", header: &header, stated: None, sample: &[], unit: None },
        words,
        &mapping,
    )
    .unwrap()
    .remove(0)
    .sound()
    .unwrap()
}

#[test]
fn files_of_programs_are_recognised_by_their_headers() {
    for (header, profile, targets) in FIXTURES {
        let columns = columns(header);
        assert_eq!(columns.profile.as_ref().map(|applied| applied.name.as_str()), Some(*profile), "{header}");
        let told: Vec<String> = columns
            .targets
            .iter()
            .map(|targets| targets.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"))
            .collect();
        assert_eq!(told.join(","), *targets, "{profile}");
        let unknown = columns
            .basis
            .iter()
            .filter(|basis| matches!(basis, Basis::Nothing { .. } | Basis::Similar { .. }));
        assert_eq!(unknown.count(), 0, "{profile}: every column is known");
    }
}

#[test]
fn files_of_other_hands_are_no_programs() {
    for header in [
        "name,industry,region",
        "企业名称,行业,地区",
        "Company,First Name,Last Name,Email",
        "Account Name,Phone,Website",
        "股票代码,股票简称,所属行业,地区",
        "Symbol,Security,GICS Sector",
        "名称,统一社会信用代码,法定代表人",
    ] {
        assert_eq!(columns(header).profile, None, "{header}");
    }
}

#[test]
fn values_of_a_program_are_ours() {
    let columns = columns(FIXTURES[0].0);
    let relation = columns.targets[4].iter().find(|target| target.name() == "relation").unwrap();
    assert_eq!(columns.meant(relation, "Customer - Direct"), Some("customer"));
    assert_eq!(columns.meant(relation, "customer - DIRECT"), Some("customer"));
    assert_eq!(columns.meant(relation, "Technology Partner"), Some(""));
    assert_eq!(columns.meant(relation, "prospekt"), None);
}

#[test]
fn a_profile_goes_by_its_name_and_by_that_of_its_program() {
    let (schema, labels) = (Schema::default(), Labels::default());
    let words = Vocabulary { schema: &schema, labels: &labels };
    let called = |name: &str| ready(words).iter().filter(|profile| profile.is_called(name)).count();
    assert_eq!(called("salesforce-account"), 1);
    assert!(called("Salesforce") > 1);
    assert_eq!(called("sales"), 0);
}

#[test]
fn ready_profiles_have_their_own_names_and_signatures() {
    let (schema, labels) = (Schema::default(), Labels::default());
    let ready = ready(Vocabulary { schema: &schema, labels: &labels });
    assert!(ready.len() >= 18, "{}", ready.len());
    for profile in &ready {
        assert_eq!(ready.iter().filter(|other| other.name == profile.name).count(), 1, "{}", profile.name);
        assert!(!profile.signatures.is_empty(), "{}", profile.name);
        assert!(!profile.about.en.is_empty() && !profile.about.zh.is_empty(), "{}", profile.name);
        for signature in &profile.signatures {
            for name in signature {
                assert!(profile.knows(name), "{}: {name}", profile.name);
            }
            // Who has no more than the signature is told from all others by it.
            let best = ready
                .iter()
                .filter(|other| other.signature_in(signature).is_some_and(|length| length > signature.len()));
            assert_eq!(best.count(), 0, "{}: {signature:?}", profile.name);
        }
    }
}
