"""The lifecycle as the law has it, written by hand and not taken from the code."""

TABLE = """
received      begin                 open
received      declare_inadmissible  inadmissible
received      not_lodged            discontinued
received      discontinue           discontinued
received      withdraw              discontinued
open          declare_inadmissible  inadmissible
open          suspend               suspended
open          approve               pre_approved
open          refuse                refused
open          discontinue           discontinued
open          withdraw              discontinued
suspended     resume                open
suspended     discontinue           discontinued
suspended     withdraw              discontinued
pre_approved  grant                 granted
pre_approved  not_collected         discontinued
pre_approved  withdraw              discontinued
"""
LAWFUL = {
    (source, name): target for source, name, target in map(str.split, TABLE.split("\n")[1:-1])
}
STEPS = sorted({name for _source, name in LAWFUL})
WHO = {
    "applicant": {"withdraw"},
    "officer": set(STEPS) - {"withdraw"},
    "supervisor": {"approve", "refuse"},
}
FINAL = {"granted", "refused", "discontinued", "inadmissible"}
