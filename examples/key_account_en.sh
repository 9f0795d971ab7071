#!/bin/sh
# Three years with one key account: from a first handshake in February 2024 to the bid for an eighty-store roll-out in
# November 2026. The customer, the rivals and all people are invented.
#
#   key_account_en.sh FILE
#
# Everything is written into FILE. Each command says on which day it was given, so that doing it all again gives the same.
# What happened is told by commands; what comes in bulk (people, orders, surveys, the answers of the five looks) is
# imported from data/key_account_en.
#
# What came of it: acct --db FILE report account "Example Grocers" --as-of 2026-11-30
# What would come of it if things went badly is asked in the last line, which writes nothing.
set -eu
data=$(dirname "$0")/data/key_account_en
db=$1
export ACCT_USER="Tess Mock"
EXG="Example Grocers"

on() {
    day=$1
    shift
    acct --db "$db" --lang en --no-input --quiet --as-of "$day" "$@" >/dev/null
}

# ---- 2024: who they are, what hurts, a place on the list ------------------------------------------------------

on 2024-02-06 segment add "Food retail, 100 to 500 stores" \
    --features "Own engineering team, packs from the years of the cheap gas" \
    --needs "Convert without closing an aisle" --size "GBP 640m" --growth 7% --profitability 3 \
    --competition "National service contracts, and plant makers without service" \
    --approach "Talk about the hot day, prove it in one store, then in blocks" --owner "Clara Draft"
on 2024-02-06 industry add "Food retail" --alias Grocery --owner "Tess Mock" \
    --note "What is known of it holds for all grocers; what is said of one goes before"
on 2024-02-06 add "Example Grocers plc" --alias "$EXG" --alias EXG --relation prospect --industry "Food retail" \
    --segment "Food retail, 100 to 500 stores" --country "United Kingdom" --region Yorkshire --city Leeds \
    --website https://grocers.example --employees 23900 --revenue "GBP 2.9bn" --ownership listed --listing-code EXG \
    --founded 1931 --owner "Tess Mock" --tag HFC --external-id sf:0042G01 \
    --note "A northern family grocer grown up; 304 stores, its own engineers."
on 2024-02-06 import "$data/contacts.csv" --as contacts
on 2024-02-06 log add "$EXG" "Handshake at the trade working group" --kind other --contact "Sunita Template" \
    --place Birmingham --learnt "“We manage.” Half of the packs are older than fifteen years." \
    --next-step "Ask for a walk through a plant room" --next-date 2024-03-19 --signal content_with_today
on 2024-02-06 stage set "$EXG" unaware --evidence "Says that they manage; no plan for the old gas"
on 2024-02-08 strategy add "$EXG" "2024 get heard" --why-us "We talk about the hot day and bring figures" \
    --selling-mode product --value-offered "Leak audits and monitoring, no strings" --leaving-cost "GBP 0" \
    --leaving "Nothing" --committed-people 0.5 --committed-money "GBP 35k" --from 2024-01-01 --until 2024-12-31 \
    --owner "Tess Mock"
on 2024-02-08 objective add "$EXG" "One of three bidders" --strategy "2024 get heard" --measure "On the list" \
    --target "Invited to the pilot" --status in_progress --due-date 2024-12-31 --owner "Tess Mock"
on 2024-02-08 research add "$EXG" "What does one hot weekend cost them" \
    --strategy "Sell the hot day and not the gas" --method "Ask three store managers and read the waste report" \
    --contact "Gareth Mockup" --contact "Wendy Trial" --cost "GBP 900" --owner "Tess Mock" --due-date 2024-05-31

on 2024-03-19 log add "$EXG" "Plant rooms of Harrogate and Ripon" --kind visit --contact "Sunita Template" \
    --contact "Callum Proxy" --place Harrogate \
    --learnt "July 2023: 61 stores lost cabinets in one weekend. The contractor came on Tuesday." \
    --next-step "Put a figure on that weekend" --next-date 2024-05-14 --cost "GBP 260" --signal names_a_problem \
    --signal talks_about_effects
on 2024-03-19 stage advance "$EXG" --evidence "Sunita brought up the July weekend herself"
on 2024-03-20 needs add "$EXG" "Full cabinets on the hot day" --kind pain --basis basic --layer organisation \
    --dimension equipment --aspect performance --horizon short --urgency 3 --importance 5 --driver cost \
    --problem "In July 2023 61 stores lost chilled food in one weekend." \
    --customer-solution "More call-out engineers in summer"
on 2024-05-14 log add "$EXG" "The waste report, line by line" --kind meeting --contact "Gareth Mockup" \
    --contact "Sunita Template" --place Leeds \
    --learnt "GBP 1.9m of food in that weekend. Gareth keeps the photographs." \
    --next-step "Show it to the property director" --next-date 2024-07-23 --signal tells_what_it_costs \
    --signal brings_colleagues
on 2024-05-14 stage advance "$EXG" --evidence "Gareth puts the July weekend at GBP 1.9m"
on 2024-05-15 research edit "$EXG" "What does one" --status done --done-date 2024-05-14 \
    --findings "GBP 31k a store, 61 stores" \
    --conclusion "One weekend costs as much as four conversions. That opens property's door, the gas does not."
on 2024-05-15 needs why "$EXG" "Full cabinets" "Condensers give up above 32 degrees" \
    "The packs were sized for the summers of 2000" "Each refit copies the old specification" \
    --essence "Nobody owns the plant's fitness for the next summer; everybody owns its repair."
on 2024-05-15 needs edit "$EXG" "Full cabinets" --stakeholder "Gareth Mockup" --stakeholder "Sunita Template" \
    --stakeholder "David Specimen" --urgency 5 --status analysing
on 2024-05-16 contact edit "$EXG" "Sunita Template" --relationship 2 --stance supporter
on 2024-05-16 contact edit "$EXG" "Gareth Mockup" --relationship 2 --awareness 2
on 2024-06-11 rival add "$EXG" "Rival Cooling" --product "Packs in 210 stores and the national maintenance contract" \
    --line Plant --line Service --line Parts --since 2006 --satisfaction 3 --representative "Simon Counterpart" \
    --knows "Mark Replica" --knows "Neil Facsimile" --strength "A depot within an hour" \
    --strength "Two hundred engineers" --weakness "Alarms on the hot day" --weakness "Two closed days a store" \
    --price "Plant at cost, money on call-outs" --approach "National contract first, refits follow" --share 95% \
    --source "Sunita Template"
on 2024-07-23 log add "$EXG" "Fifteen minutes with the property director, which became fifty" --kind meeting \
    --contact "David Specimen" --contact "Sunita Template" --place Leeds \
    --learnt "Wants stock losses halved by summer 2026. “Margaret sees numbers, not suppliers.”" \
    --next-step "Options on one page" --next-date 2024-08-27 --signal states_a_target \
    --signal names_a_person_in_charge
on 2024-07-23 needs edit "$EXG" "Full cabinets" \
    --goal "Stock losses from refrigeration down from GBP 310k a year in twelve stores to under 60k by September 2026, counted by finance"
on 2024-07-23 stage advance "$EXG" --evidence "David names the target and puts Sunita in charge"
on 2024-07-24 contact edit "$EXG" "David Specimen" --relationship 1 --awareness 2
on 2024-08-27 log add "$EXG" "Options on one page" --kind exchange --contact "Sunita Template" \
    --contact "Neil Facsimile" --contact "Mark Replica" --place Leeds \
    --learnt "Neil listens, Mark talks about the contract. Capital plan closes on 11 October." \
    --next-step "Answer the supplier questionnaire" --next-date 2024-09-17 --signal asks_about_solutions
on 2024-08-28 needs add "$EXG" "No closed aisle during the work" --kind requirement --basis basic \
    --layer organisation --dimension operation --aspect delivery --horizon short --urgency 4 --importance 5 \
    --driver sell_more --status analysing \
    --problem "A closed aisle costs GBP 9k a day and the customers go next door." \
    --why "Refits are planned by trade and not by store" \
    --essence "The plan belongs to the fitter and not to the store." --stakeholder "Gareth Mockup" \
    --stakeholder "Wendy Trial" --customer-solution "Close for two days and be done" \
    --goal "Twelve stores by June 2026 and no trading day lost, counted by stores"
on 2024-09-17 log add "$EXG" "Supplier questionnaire from procurement" --kind meeting --contact "Peter Stencil" \
    --place Leeds --learnt "Two retail references, which we do not have, and sixty days." \
    --next-step "Find the second reference" --next-date 2024-10-29 --signal asks_for_qualifications \
    --signal states_general_demands
on 2024-09-17 import "$data/requirements_2024.csv" --as requirements
on 2024-09-17 stage advance "$EXG" --evidence "Procurement sent its questionnaire"
on 2024-10-29 log add "$EXG" "Specification workshop" --kind exchange --contact "Neil Facsimile" \
    --contact "Sunita Template" --contact "Callum Proxy" --place Leeds \
    --learnt "Night fitting and 38 °C ambient went into the specification. Callum distrusts the pressure." \
    --next-step "Pilot store named" --next-date 2024-12-03 --cost "GBP 1400" --signal writes_specification
on 2024-10-29 needs edit "$EXG" "Full cabinets" \
    --guided-solution "CO2 plant sized for 38 °C, fitted at night in blocks of four stores, watched from the desk"
on 2024-10-29 stage advance "$EXG" --evidence "38 °C and night fitting stand in the draft specification"
on 2024-11-12 needs add "$EXG" "Cold store at Wakefield" --kind requirement --basis basic --layer organisation \
    --dimension equipment --aspect price --horizon short --urgency 4 --importance 3 --driver regulation \
    --status analysing --problem "The depot's ammonia plant fails its inspection in 2025." \
    --essence "One plant, one date, one signature; nobody there cares about stores." --stakeholder "Neil Facsimile"
on 2024-11-12 project add "$EXG" "Wakefield cold store" --status open --problem "Inspection in 2025" \
    --plan "Ready by September 2025" --decision-maker "Neil Facsimile" --influencer "Mark Replica" \
    --gatekeeper "Peter Stencil" --evaluator "Callum Proxy" --budget "GBP 1.1m" --process "Three bids" \
    --value "GBP 940k" --probability 30% --close-date 2025-04-29 --owner "Tess Mock" --source "Neil Facsimile"
on 2024-11-12 project add "$EXG" "Twelve-store CO2 conversion" --status open --problem "Stock losses on hot days" \
    --plan "Pilot, then blocks of four" --decision-maker "David Specimen" --decision-maker "Fiona Dummy" \
    --influencer "Gareth Mockup" --influencer "Joanna Pattern" --evaluator "Neil Facsimile" \
    --evaluator "Callum Proxy" --user "Wendy Trial" --coach "Sunita Template" --gatekeeper "Peter Stencil" \
    --gatekeeper "Olivia Blank" --timetable "Pilot in spring, contract by April 2025" --budget "GBP 2.5m" \
    --process "Pre-qualification, three bids, a pilot, framework" --value "GBP 3.85m" --probability 25% \
    --close-date 2025-04-30 --owner "Tess Mock" --source "Sunita Template"
on 2024-11-12 stage set "$EXG" measures --project "Twelve-store" --evidence "Draft specification"
on 2024-11-19 stage set "$EXG" evaluate_solution --project Wakefield --evidence "Three bids asked for"
on 2024-11-25 look answer --industry "Food retail" --from "$data/industry_2024.csv"
on 2024-11-25 look answer "$EXG" --from "$data/answers_2024.csv"
on 2024-12-03 log add "$EXG" "Pilot store named: Harrogate" --kind meeting --contact "Sunita Template" \
    --contact "Wendy Trial" --contact "Peter Stencil" --place Harrogate \
    --learnt "Three bidders: Rival Cooling, Muster Kälte and us. Wendy wants a quiet plant room." \
    --next-step "Pilot offer" --next-date 2025-01-28 --signal asks_for_trial --signal invites_bids
on 2024-12-03 stage advance "$EXG" --evidence "Specification signed, Harrogate named, three bids asked for" \
    --confirm measures_confirmed_by_customer
on 2024-12-04 rival add "$EXG" "Muster Kälte" --product "CO2 racks" --line Plant --since 2024 --satisfaction 4 \
    --representative "Jürgen Beispiel" --knows "Neil Facsimile" --strength "Best racks there are" \
    --weakness "Four engineers in the country" --price "Ten percent above ours" \
    --approach "Engineers talk to engineers" --share 1% --source "Neil Facsimile"
on 2024-12-10 edit "$EXG" --relation customer
on 2024-12-16 objective edit "$EXG" "One of three" --status done --actual "Invited on 3 December"
on 2024-12-16 tier score "$EXG"

# ---- 2025: a freeze, a way back, a contract -------------------------------------------------------------------

on 2025-01-14 strategy add "$EXG" "2025 Harrogate first" \
    --why-us "A store that holds, and figures that finance made itself" --selling-mode solution \
    --value-offered "No stock losses and no closed aisle" --leaving-cost "GBP 90k" \
    --leaving "The pilot plant comes out again" --committed-people 2 --committed-money "GBP 180k" --from 2025-01-01 \
    --until 2025-12-31 --owner "Tess Mock"
on 2025-01-14 objective add "$EXG" "Contract for twelve stores" --strategy "2025 Harrogate first" \
    --measure "Contract value" --target "GBP 3.5m or more" --status in_progress --due-date 2025-10-31 \
    --owner "Tess Mock"
on 2025-01-14 objective add "$EXG" "Win the cold store" --strategy "2025 Harrogate first" --measure "Order" \
    --target "Order" --status in_progress --due-date 2025-04-30 --owner "Rob Dummy"
on 2025-01-28 log add "$EXG" "Profit warning: all capital is frozen" --kind call --contact "Sunita Template" \
    --learnt "Everything above GBP 50k stops. A new capital committee under Fiona. Sunita nearly cried." \
    --next-step "Ask what can still be paid from running costs" --next-date 2025-02-18 --signal grows_quiet
on 2025-01-28 stage back "$EXG" --to goal --reason "Profit warning, capital frozen, new committee" \
    --evidence "Announcement to the stock exchange of 27 January; pilot put off"
on 2025-01-29 project edit "$EXG" "Twelve-store" --probability 15% --close-date 2025-10-14 \
    --timetable "Waits for the new committee"
on 2025-02-18 log add "$EXG" "What can be paid out of running costs" --kind visit --contact "Sunita Template" \
    --contact "Olivia Blank" --place Leeds \
    --learnt "Detectors and audits are running costs. Olivia would like one set of figures for energy and losses." \
    --next-step "Build the model with Olivia" --next-date 2025-03-25
on 2025-02-19 contact edit "$EXG" "Olivia Blank" --relationship 2 --awareness 2
on 2025-03-25 log add "$EXG" "First evening with Olivia's model" --kind meeting --contact "Olivia Blank" \
    --contact "Sunita Template" --place Leeds --learnt "Her losses are higher than ours: she counts the skip hire." \
    --next-step "Second evening, with Gareth's figures" --next-date 2025-04-22
on 2025-03-25 contact add "$EXG" "Nora Sampleton" --title "Stock accountant" --department Finance --level operation \
    --function finance --role evaluator --stance neutral --influence 2 --relationship 2 --awareness 1 \
    --reports-to "Olivia Blank" --style analytical --office-needs "Waste booked in the right week" \
    --note "Every figure on stock losses comes from her; she found the skip hire."
on 2025-04-22 log add "$EXG" "The committee asks for refrigeration to be put to it" --kind meeting \
    --contact "Olivia Blank" --contact "David Specimen" --place Leeds \
    --learnt "A summer like 2023 costs more than the freeze saves. David got the word “summer” into the minutes." \
    --next-step "Requirements again, with the pilot out of this year's money" --next-date 2025-05-06
on 2025-04-22 stage advance "$EXG" --evidence "Committee minutes: refrigeration to be put forward, pilot allowed"
on 2025-04-29 stage close "$EXG" lost --project Wakefield --winner "Muster Kälte" \
    --evidence "Letter from procurement" --reason "Twelve percent dearer, and we had no depot that knows ammonia"
on 2025-04-29 objective edit "$EXG" "Win the cold" --status dropped --actual "Lost to Muster Kälte"
on 2025-04-29 needs edit "$EXG" "Cold store" --status dropped --final-solution "Muster Kälte's racks" \
    --note "Passed its inspection in September 2025."
on 2025-04-29 project edit "$EXG" Wakefield --probability 0%
on 2025-04-30 log add "$EXG" "Why we lost Wakefield" --kind interview --contact "Neil Facsimile" \
    --contact "Peter Stencil" --place Leeds --learnt "Neil: “You sold me stores.” Peter: twelve percent." \
    --next-step "Leave ammonia to others" --next-date 2025-05-06 --signal compares_alternatives
on 2025-05-01 contact edit "$EXG" "Neil Facsimile" --relationship 1
on 2025-05-06 log add "$EXG" "Specification confirmed, Harrogate may start" --kind meeting \
    --contact "Neil Facsimile" --contact "Sunita Template" --place Leeds \
    --learnt "Neil signs, on the condition that Callum may measure what he likes." --next-step "Fit Harrogate" \
    --next-date 2025-06-17 --signal describes_solution_in_detail --signal draws_up_schedule
on 2025-05-06 stage advance "$EXG" --evidence "Neil signs the specification for the pilot"
on 2025-05-20 stage advance "$EXG" --evidence "Order for the pilot plant, three bidders measured" \
    --confirm measures_confirmed_by_customer
on 2025-05-21 import "$data/personal.csv" --as contacts --on-conflict update
on 2025-05-21 contact relate "$EXG" "Sunita Template" mentor "Callum Proxy" --note "Hired him as an apprentice"
on 2025-05-21 contact relate "$EXG" "Sunita Template" rival "Mark Replica" --note "Since the July weekend"
on 2025-05-21 contact relate "$EXG" "David Specimen" ally "Gareth Mockup"
on 2025-05-21 contact relate "$EXG" "Fiona Dummy" mentor "Olivia Blank"
on 2025-06-17 log add "$EXG" "Harrogate switched over in five nights" --kind site_research --contact "Wendy Trial" \
    --contact "Callum Proxy" --contact "Neil Facsimile" --place Harrogate \
    --learnt "No aisle closed. Callum put his own gauges on and said nothing, which is a lot." \
    --next-step "The first hot week" --next-date 2025-07-01 --cost "GBP 2100" --signal checks_feasibility
on 2025-06-18 contact edit "$EXG" "Wendy Trial" --relationship 2 --stance supporter --awareness 4
on 2025-06-18 contact edit "$EXG" "Neil Facsimile" --relationship 2 --stance supporter --awareness 4
on 2025-07-01 log add "$EXG" "34 degrees in Harrogate" --kind call --contact "Wendy Trial" \
    --contact "Sunita Template" \
    --learnt "Eighteen stores alarmed, Harrogate did not. Wendy sent a photograph of a full cabinet." \
    --next-step "Finance to price the week" --next-date 2025-08-05
on 2025-07-01 look answer "$EXG" competition.comparison mixed --source "Neil Facsimile" --date 2025-07-01 \
    --method interview --confidence high
on 2025-07-08 stage advance "$EXG" --evidence "Neil's scoring sheet: first on aisles and heat, last on coverage"
on 2025-07-09 contact edit "$EXG" "Sunita Template" --role evaluator --role coach --stance champion --relationship 4 \
    --awareness 5
on 2025-07-09 contact edit "$EXG" "Callum Proxy" --relationship 3 --stance neutral --awareness 4
on 2025-08-05 log add "$EXG" "Olivia signs the assumptions" --kind meeting --contact "Olivia Blank" \
    --contact "Sunita Template" --place Leeds \
    --learnt "Plus GBP 0.43m over five years, and waiting costs 4.35m. She will carry it herself." \
    --next-step "Chief executive in two stores" --next-date 2025-08-12 --signal computes_benefit \
    --signal asks_for_figures
on 2025-08-05 import "$data/economics.csv" --as economic-lines
on 2025-08-12 log add "$EXG" "Clara Draft and Margaret Sample, half a day in two stores" --kind visit \
    --contact "Margaret Sample" --contact "David Specimen" --place Harrogate \
    --learnt "Margaret asked Wendy and not us. Then: who stands behind it at Christmas?" \
    --next-step "Step plan with a stop after each block" --next-date 2025-09-09 --cost "GBP 640" \
    --signal executives_appear --signal asks_for_guarantees
on 2025-08-12 stage advance "$EXG" --evidence "Model signed by finance; chief executive has seen Harrogate"
on 2025-08-13 contact edit "$EXG" "Margaret Sample" --relationship 2 --stance supporter --awareness 3
on 2025-08-13 contact edit "$EXG" "David Specimen" --relationship 3 --stance supporter --awareness 4
on 2025-09-09 log add "$EXG" "Price talks, first round" --kind meeting --contact "Peter Stencil" \
    --contact "Fiona Dummy" --place Leeds \
    --learnt "Peter wants six percent. Fiona wants a stop after each block, which costs us nothing." \
    --next-step "Offer the stop and 45 days" --next-date 2025-09-23 --signal asks_for_price_cut \
    --signal procurement_takes_over
on 2025-09-09 contact add "$EXG" "Dean Form" --title Buyer --department Procurement --level operation \
    --function procurement --role gatekeeper --stance neutral --influence 1 --relationship 2 --awareness 1 \
    --reports-to "Peter Stencil" --style social --note "Raises the orders; answers mails within the hour."
on 2025-09-09 look answer "$EXG" customer.budget "GBP 4m" --source "Olivia Blank" --date 2025-09-09 \
    --method interview --confidence high --note "Voted, twelve stores"
on 2025-09-09 stage advance "$EXG" --evidence "Committee backs the step plan; procurement takes over"
on 2025-09-09 stage advance "$EXG" --project "Twelve-store" --to evaluate_cost --evidence "Procurement takes over" \
    --confirm measures_confirmed_by_customer
on 2025-09-10 contact edit "$EXG" "Fiona Dummy" --relationship 2 --awareness 3
on 2025-09-23 log add "$EXG" "The contract goes to the lawyers" --kind call --contact "Peter Stencil" \
    --learnt "45 days, a stop after each block, no discount." --next-step "Signature" --next-date 2025-10-14 \
    --signal reviews_contract
on 2025-10-14 log add "$EXG" "Signed" --kind meeting --contact "David Specimen" --contact "Fiona Dummy" \
    --contact "Neil Facsimile" --place Leeds \
    --learnt "David: “First block before Christmas, and then we talk about eighty.”" --next-step "Kick-off" \
    --next-date 2025-11-04 --signal contract_signed
on 2025-10-14 stage close "$EXG" won --evidence "Contract over GBP 3.85m of 14 October"
on 2025-10-14 stage close "$EXG" won --project "Twelve-store" --evidence "Contract over GBP 3.85m of 14 October"
on 2025-10-14 project edit "$EXG" "Twelve-store" --budget "GBP 4m" --probability 100% \
    --reason "Harrogate held, and finance had made the model itself"
on 2025-10-14 objective edit "$EXG" "Contract for" --status done --actual "GBP 3.85m"
on 2025-10-20 tier set "$EXG" A --reason "Contract signed; the team of an A account is needed at once"
on 2025-11-04 stage advance "$EXG" --evidence "Kick-off with a plan for each night of the first block"
on 2025-11-04 stage signal "$EXG" project_team_named --contact "Sunita Template"
on 2025-11-05 needs edit "$EXG" "Full cabinets" --status delivering
on 2025-11-05 needs edit "$EXG" "No closed" --status delivering \
    --guided-solution "A plan of nights for each store, agreed with its manager"
on 2025-11-24 voice add "$EXG" "Store two opened with three empty cabinets" --kind complaint --status collected \
    --date 2025-11-24 --contact "Gareth Mockup" --aspect delivery --severity 5 --owner "Ian Placeholder" \
    --due-date 2025-11-26 --source "Phone, 6.40 a.m."
on 2025-11-25 log add "$EXG" "What went wrong in store two" --kind visit --contact "Gareth Mockup" \
    --contact "Sunita Template" --place Ripon \
    --learnt "The night ran over; nobody rang the store. He minds the silence more than the cabinets." \
    --next-step "Written cause, and a text the evening before" --next-date 2025-12-09
on 2025-11-26 voice edit "$EXG" "Store two" --status analysed \
    --root-cause "Commissioning ran into the morning, and the call list ended at our own desk"
on 2025-11-28 voice edit "$EXG" "Store two" --status handled --handled-date 2025-11-28 \
    --action "A text to the manager at nine each evening; spare chillers on the lorry"
on 2025-12-09 log add "$EXG" "Lessons of the first block, and the survey" --kind survey --contact "Gareth Mockup" \
    --contact "Sunita Template" --contact "Callum Proxy" --place Leeds --by "Ian Placeholder" \
    --learnt "Delivery got a two. The blocks went from nine nights to six." --next-step "Second block" \
    --next-date 2026-01-19 --signal asks_about_progress
on 2025-12-09 voice edit "$EXG" "Store two" --status confirmed --confirmed-date 2025-12-09 \
    --confirmed-by "Gareth Mockup"
on 2025-12-12 look answer --industry "Food retail" --from "$data/industry_2025.csv"
on 2025-12-12 look answer "$EXG" --from "$data/answers_2025.csv"
on 2025-12-12 import "$data/survey_2025.csv" --as survey-answers
on 2025-12-15 action add "$EXG" "A text to the manager every evening" --kind improvement --feedback "Store two" \
    --status done --owner "Ian Placeholder" --due-date 2025-12-15 --done-date 2025-12-15 \
    --result "Eleven stores, no silence"
on 2025-12-15 action add "$EXG" "A manual for people with two hands" --kind improvement --answer "#3" \
    --status in_progress --owner "Rob Dummy" --due-date 2026-02-27
on 2025-12-15 tier score "$EXG"

# ---- 2026: it holds, it is counted, and the next question is asked --------------------------------------------

on 2026-01-12 strategy add "$EXG" "2026 make the twelve count" --why-us "We ring before and not after" \
    --selling-mode consultative --value-offered "Twelve stores that nobody talks about in July" \
    --leaving-cost "GBP 620k" --leaving "Controls, spares and training start again" --committed-people 3 \
    --committed-money "GBP 160k" --from 2026-01-01 --until 2026-12-31 --owner "Tess Mock"
on 2026-01-12 strategy add "$EXG" "2027 eighty stores" --why-us "Their store standard is drawn around our rack" \
    --selling-mode consultative --value-offered "Eighty stores converted without a lost trading day" \
    --leaving-cost "GBP 1.4m" --leaving "A second standard in the estate" --committed-people 6 \
    --committed-money "GBP 240k" --from 2027-01-01 --until 2027-12-31 --owner "Clara Draft"
on 2026-01-12 objective add "$EXG" "Losses under 60k in the twelve stores" --strategy "2026 make the twelve count" \
    --measure "Stock losses by finance" --target "GBP 60k" --status in_progress --due-date 2026-09-30 \
    --owner "Ian Placeholder"
on 2026-01-12 objective add "$EXG" "Service for thirty stores" --strategy "2026 make the twelve count" \
    --measure "Stores under contract or monitoring" --target 30 --status in_progress --due-date 2026-12-18 \
    --owner "Ian Placeholder"
on 2026-01-12 objective add "$EXG" "Lot one of the roll-out" --strategy "2027 eighty stores" --measure "Order" \
    --target "GBP 12m" --status in_progress --due-date 2027-03-31 --owner "Tess Mock"
on 2026-01-20 log add "$EXG" "Second block, night one" --kind site_research --contact "Callum Proxy" \
    --contact "Gareth Mockup" --place Skipton --by "Ian Placeholder" \
    --learnt "Six nights a store. Callum explained the plant to two apprentices." \
    --next-step "Training for the third block" --next-date 2026-02-16
on 2026-02-16 log add "$EXG" "Second course for their engineers" --kind exchange --contact "Callum Proxy" \
    --contact "Sunita Template" --place Leeds --by "Rob Dummy" \
    --learnt "Nine can now open a CO2 rack. Mark Replica did not come." --next-step "Third block" \
    --next-date 2026-03-24
on 2026-02-27 action edit "$EXG" "A manual" --status done --done-date 2026-02-24 \
    --result "Forty pages, photographs of Harrogate, one hand is enough"
on 2026-03-24 log add "$EXG" "Third block finished" --kind visit --contact "Gareth Mockup" --contact "Wendy Trial" \
    --place Harrogate --learnt "Twelve stores, no trading day lost. Gareth brought cake." --next-step "Acceptance" \
    --next-date 2026-05-19
on 2026-03-25 contact edit "$EXG" "Gareth Mockup" --relationship 4 --stance supporter --awareness 4
on 2026-03-25 contact edit "$EXG" "Callum Proxy" --relationship 4 --stance champion --awareness 5
on 2026-04-14 tier set "$EXG" --computed
on 2026-04-21 log add "$EXG" "Quarterly review" --kind meeting --contact "Sunita Template" \
    --contact "Joanna Pattern" --place Leeds \
    --learnt "Joanna wants the gas out of the carbon report by 2030 and has a slide for it." \
    --next-step "Acceptance" --next-date 2026-05-19
on 2026-04-22 contact edit "$EXG" "Joanna Pattern" --relationship 3
on 2026-05-19 log add "$EXG" "Acceptance of twelve stores" --kind meeting --contact "David Specimen" \
    --contact "Neil Facsimile" --contact "Sunita Template" --place Leeds \
    --learnt "Nothing open. Neil asks for the drawings, to make them the standard." \
    --next-step "Review after four weeks" --next-date 2026-06-16 --signal acceptance_requested
on 2026-05-19 needs edit "$EXG" "Full cabinets" \
    --final-solution "Twelve CO2 plants for 38 °C, watched by our desk, spares in the store"
on 2026-05-19 needs edit "$EXG" "No closed" --final-solution "Night fitting in blocks of four, a text every evening" \
    --status done
on 2026-05-19 stage advance "$EXG" --evidence "Acceptance signed by Neil without an open point" \
    --confirm accepted_by_customer
on 2026-05-20 contact edit "$EXG" "Neil Facsimile" --relationship 3
on 2026-05-20 plan add "$EXG" "Maintenance of converted stores" --kind operations --status approved \
    --budget "GBP 230k" --maintenance "Two visits a year, four hours on call" \
    --upgrades "Controller software each spring" --spares "A box in each store" \
    --service-package "Desk, engineers and spares in one fee" --purchase-date 2027-05-18 --owner "Ian Placeholder" \
    --source "Sunita Template"
on 2026-06-16 log add "$EXG" "Lessons meeting: goal and effect" --kind meeting --contact "David Specimen" \
    --contact "Fiona Dummy" --contact "Gareth Mockup" --contact "Olivia Blank" --place Leeds \
    --learnt "Energy down 31 percent. Fiona asked what eighty would cost." --next-step "July, and then we shall see" \
    --next-date 2026-07-14 --signal measures_the_effect --signal gives_feedback --signal asks_for_more
on 2026-06-16 look answer "$EXG" self.satisfaction 4 --source "David Specimen" --method visit --confidence high
on 2026-06-16 needs verdict "$EXG" "No closed" 5 --words "Not one trading day, and I was told every evening."
on 2026-06-16 needs confirm "$EXG" "No closed" --by "Gareth Mockup"
on 2026-06-17 contact edit "$EXG" "Fiona Dummy" --relationship 3 --stance supporter
on 2026-06-17 control add "$EXG" "Nine trained engineers" --stickiness 1 --since 2026-02-16 \
    --evidence "Course lists" --owner "Rob Dummy"
on 2026-07-07 needs verdict "$EXG" "Full cabinets" 5 --words "Two hot weeks, and my phone was quiet."
on 2026-07-07 needs edit "$EXG" "Full cabinets" --status done
on 2026-07-07 needs confirm "$EXG" "Full cabinets" --by "Sunita Template"
on 2026-07-07 stage close "$EXG" won --evidence "Lessons paper signed by David and Clara"

# One way is walked. The next begins where the customer is: eighty stores.
on 2026-07-14 log add "$EXG" "35 degrees, and a quiet desk" --kind call --contact "Sunita Template" \
    --learnt "Eleven alarms at the old stores, none at the twelve. She asks how fast one could go." \
    --next-step "Which stores are next" --next-date 2026-08-18 --signal names_a_problem --signal recommends_us
on 2026-07-14 stage reopen "$EXG" --to aware --reason "The eighty oldest stores" \
    --evidence "Sunita asks how fast eighty could be done"
on 2026-07-14 needs add "$EXG" "Eighty stores off the old gas in time" --kind requirement --basis basic \
    --layer organisation --dimension strategy --aspect delivery --horizon mid --urgency 4 --importance 5 \
    --driver regulation --status analysing \
    --problem "The service ban is in 2030, and at forty refits a year nothing else gets built." \
    --why "Fitters who work at night are scarce" --why "Each store is planned anew" \
    --essence "It is not money that is missing, it is nights and people." --stakeholder "Sunita Template" \
    --stakeholder "David Specimen" --customer-solution "Two contractors and forty stores a year" \
    --guided-solution "One standard rack, three night crews that stay together, a partner in the south-west" \
    --goal "Eighty stores by March 2030 and fewer than three lost trading days, counted by stores"
on 2026-08-04 needs add "$EXG" "One screen for all plant" --kind want --basis latent --layer organisation \
    --dimension system --aspect function --horizon long --urgency 2 --importance 4 --driver cost --status analysing \
    --problem "Three desks, three screens, and nobody sees the whole estate." --why "Each contract brought its own" \
    --essence "Nobody has been asked to look at the whole." --stakeholder "Mark Replica" \
    --stakeholder "Sunita Template" --contradicted yes \
    --contradiction "Mark wants the screen of the national contract, Sunita wants an open one"
on 2026-08-04 needs add "$EXG" "A plant that fits a town store" --kind want --basis latent --layer organisation \
    --dimension technology --aspect function --horizon mid --urgency 3 --importance 4 --driver sell_more \
    --status open --problem "Town stores have a cupboard where a plant room should be." \
    --essence "Twenty stores a year are opened in buildings that were never meant for it." \
    --stakeholder "Gareth Mockup" --guided-solution "A rack on the roof, delivered in one piece"
on 2026-08-18 log add "$EXG" "Eighty stores on a wall map" --kind meeting --contact "Sunita Template" \
    --contact "David Specimen" --place Leeds \
    --learnt "David puts the cost of being late at GBP 14m. A programme office starts on Monday." \
    --next-step "See Margaret" --next-date 2026-09-22 --signal tells_what_it_costs --signal speaks_of_ambition
on 2026-08-18 stage advance "$EXG" --evidence "David: being late costs GBP 14m"
on 2026-09-10 log add "$EXG" "Marks per factor, with Neil and Sunita" --kind interview --contact "Neil Facsimile" \
    --contact "Sunita Template" --place Leeds --learnt "We lead on three and are last but one on coverage." \
    --next-step "A partner in the south-west" --next-date 2026-09-22
on 2026-09-10 rival edit "$EXG" "Rival Cooling" --share 58% --satisfaction 2
on 2026-09-10 rival edit "$EXG" "Muster" --share 9% --product "Racks of the Wakefield cold store" --since 2025
on 2026-09-10 rival add "$EXG" "Cheap & Cold Services" --product "Call-outs in the north-east" --line Service \
    --since 2025 --satisfaction 3 --representative "Bill Exemplar" --knows "Mark Replica" \
    --strength "A van in an hour" --weakness "No plant of their own" --price "Half of the usual hourly rate" \
    --approach "Sits with the store managers" --share 2% --source "Gareth Mockup"
on 2026-09-10 control add "$EXG" "Monitoring of thirty stores" --stickiness 2 --since 2026-09-01 \
    --evidence "Their desk works on our screen" --owner "Ian Placeholder"
on 2026-09-10 control add "$EXG" "Store standard drawn around our rack" --stickiness 3 --since 2026-08-03 \
    --evidence "Standard 14, sheet 3" --owner "Rob Dummy"
on 2026-09-10 import "$data/factors.csv" --as factors
on 2026-09-10 import "$data/rival_marks.csv" --as rival-marks
on 2026-09-14 project add "$EXG" "Eighty-store roll-out" --status open --problem "Off the old gas before 2030" \
    --plan "Two lots, north and south-west, three years" --decision-maker "Margaret Sample" \
    --decision-maker "David Specimen" --decision-maker "Fiona Dummy" --influencer "Gareth Mockup" \
    --influencer "Joanna Pattern" --evaluator "Neil Facsimile" --evaluator "Callum Proxy" --user "Wendy Trial" \
    --coach "Sunita Template" --gatekeeper "Peter Stencil" --gatekeeper "Olivia Blank" \
    --timetable "Pre-qualification in January, bids in February, award in March 2027" --budget "GBP 21m" \
    --process "Framework, two lots, 60 to 40" --value "GBP 19m" --probability 50% --close-date 2027-03-31 \
    --owner "Tess Mock" --source "Peter Stencil"
on 2026-09-14 stage set "$EXG" goal --project "Eighty-store" --evidence "David has put a date to it: 2030"
on 2026-09-22 log add "$EXG" "Margaret Sample and Clara Draft, second time" --kind visit --contact "Margaret Sample" \
    --contact "David Specimen" --contact "Fiona Dummy" --place Leeds \
    --learnt "Eighty by 2030, and a voice for us in the town stores. She asked who Clara would lose sleep over." \
    --next-step "Model for eighty with Olivia" --next-date 2026-10-20 --cost "GBP 380" --signal states_a_target
on 2026-09-22 stage advance "$EXG" --evidence "Margaret: eighty stores by March 2030"
on 2026-09-22 contact trip add "$EXG" "Margaret Sample" London --from 2026-12-08 --to 2026-12-10 --by train \
    --note "Retail dinner; Clara is there too"
on 2026-09-23 contact edit "$EXG" "Margaret Sample" --relationship 3
on 2026-09-23 contact edit "$EXG" "David Specimen" --relationship 4 --stance champion
on 2026-09-23 plan add "$EXG" "Eighty-store roll-out" --kind new_build --status planned --amount "GBP 21m" \
    --purchase-date 2027-03-31 --quantity "80 stores" \
    --requirements "No trading day lost, a depot within ninety minutes, apprentices" --owner "Tess Mock" \
    --source "Peter Stencil"
on 2026-09-23 plan add "$EXG" "Sixty town stores" --kind new_build --status considered --amount "GBP 6m" \
    --purchase-date 2027-09-30 --quantity "20 a year" --requirements "A rack on the roof" --owner "Rob Dummy" \
    --source "Gareth Mockup"
on 2026-09-23 research add "$EXG" "Who else could give us a depot in the south-west" \
    --strategy "Lot two needs coverage" --method "Talk to four family firms" --contact "Neil Facsimile" \
    --cost "GBP 2200" --owner "Ian Placeholder" --due-date 2026-12-18 --status in_progress \
    --findings "Two would; Exeter has eleven engineers and a good name." \
    --conclusion "Partner, do not build: nine months is too long."
on 2026-09-25 import "$data/value_years.csv" --as value-years
on 2026-09-30 objective edit "$EXG" "Losses under" --status done --actual "GBP 22k"
on 2026-10-13 voice add "$EXG" "“The best July in twenty years”" --kind praise --status confirmed --date 2026-10-13 \
    --contact "Sunita Template" --aspect performance --severity 1 --owner "Ian Placeholder" \
    --confirmed-date 2026-10-13 --source "Survey"
on 2026-10-13 log add "$EXG" "Second survey" --kind survey --contact "Gareth Mockup" --contact "Sunita Template" \
    --contact "Peter Stencil" --place Leeds --by "Ian Placeholder" \
    --learnt "Fives all round, and a three for the price." --next-step "A price that falls with each block" \
    --next-date 2026-10-20
on 2026-10-16 import "$data/survey_2026.csv" --as survey-answers
on 2026-10-16 voice add "$EXG" "Eighty must be cheaper a store than twelve" --kind request --status analysed \
    --date 2026-10-14 --contact "Peter Stencil" --aspect price --severity 3 \
    --root-cause "We quoted each block as if it were the first" --owner "Tess Mock" --due-date 2026-12-11 \
    --source Survey
on 2026-10-16 action add "$EXG" "Prices that fall with each block" --kind improvement --feedback "Eighty must" \
    --status in_progress --owner "Rob Dummy" --due-date 2026-12-11
on 2026-10-16 action add "$EXG" "Sign the partner in Exeter" --kind action --objective "Lot one" \
    --need "Eighty stores" --status in_progress --owner "Ian Placeholder" --due-date 2026-12-18
on 2026-10-19 import "$data/requirements_2026.csv" --as requirements --on-conflict update
on 2026-10-20 log add "$EXG" "Olivia's model for eighty, first evening" --kind meeting --contact "Olivia Blank" \
    --place Leeds --learnt "Over ten years plus 9.6m for us, and waiting loses 14m. The skip hire is in again." \
    --next-step "Bring the falling prices" --next-date 2026-12-08
on 2026-10-21 contact edit "$EXG" "Olivia Blank" --relationship 4 --stance supporter --awareness 3
on 2026-11-10 log add "$EXG" "The framework in two lots" --kind meeting --contact "Peter Stencil" \
    --contact "Mark Replica" --place Leeds \
    --learnt "Pre-qualification opens on 11 January. Mark asked for our call-out figures, and was civil." \
    --next-step "Depot agreement" --next-date 2026-12-18 --signal states_general_demands \
    --signal asks_for_qualifications
on 2026-11-10 stage advance "$EXG" --evidence "Peter names the demands of the framework"
on 2026-11-10 stage advance "$EXG" --project "Eighty-store" --evidence "Peter names the demands of the framework"
on 2026-11-11 contact edit "$EXG" "Mark Replica" --stance sceptic --relationship 1
on 2026-11-11 contact edit "$EXG" "Peter Stencil" --stance neutral --relationship 2 --awareness 3
on 2026-11-24 action add "$EXG" "Bring Olivia the ten-year model" --kind action --objective "Lot one" \
    --status in_progress --owner "Tess Mock" --due-date 2026-12-08
on 2026-11-24 import "$data/orders.csv" --as orders
on 2026-11-24 look answer --industry "Food retail" --from "$data/industry_2026.csv"
on 2026-11-24 look answer "$EXG" --from "$data/answers_2026.csv"
on 2026-11-24 log add "$EXG" "Date with Clara and Margaret" --kind call --contact "David Specimen" \
    --learnt "9 December in London, after the retail dinner." --next-step "Two pages for Margaret" \
    --next-date 2026-12-04
on 2026-11-24 edit "$EXG" --employees 24600 --revenue "GBP 3.1bn" --tag=-HFC --tag +CO2 --tag +beacon \
    --note "A northern family grocer grown up; 312 stores, its own engineers."
on 2026-11-24 tier score "$EXG"

# ---- What if they stop growing, the margin drops by five points and the rival wins on cost? --------------------

acct --db "$db" --lang en --as-of 2026-11-30 what-if "$EXG" --set trend.verdict=2 --margin -5 \
    --wins "Rival Cooling/Cost over ten years"
