"""The template as CloudFormation gets to see it: with its includes, every SAM resource unfolded."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from infra.local.template_file import read_template

_REGION = "cn-north-1"
_PACKAGED = "s3://packages/code"
_UPLOADED = ("CodeUri", "ContentUri", "DefinitionUri")

Document = dict[str, Any]


def transformed(path: Path) -> Document:
    """The template at `path` after all transforms; needs no AWS."""
    document = read_template(path)
    for resource in document["Resources"].values():
        properties = resource.get("Properties", {})
        # A deployment uploads code first; where it lies says nothing about the template.
        properties |= {name: _PACKAGED for name in _UPLOADED if name in properties}
    session = boto3.Session(region_name=_REGION)
    translator = Translator({}, Parser(), boto_session=session)
    done: Document = translator.translate(document, _parameters(document))
    return done


def _parameters(document: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: spec.get("Default", "https://a.invalid")
        for name, spec in document.get("Parameters", {}).items()
    }
