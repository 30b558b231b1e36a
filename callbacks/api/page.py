"""The contract of the API, for programs and for readers."""

from dash.development.base_component import Component
from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Reply

from callbacks.api.openapi import (
    ABOUT,
    ADDRESS,
    ERRORS,
    LICENCE,
    LIMITS,
    OPERATIONS,
    parameters,
    specification,
)
from callbacks.api.replies import json_reply
from layouts.api.page import PATH, Address, api_page
from layouts.kit.typography import french


def page() -> Component:
    """Return the page of the API."""
    addresses = [
        Address(
            one.path,
            one.title,
            one.description,
            parameters(one.parameters),
            list(one.formats),
            one.example,
        )
        for one in OPERATIONS
    ]
    return french(api_page((ABOUT, LIMITS, LICENCE), addresses, ERRORS, ADDRESS))


def register(api: Blueprint) -> None:
    """Add the address of the contract, and lead who looks for one to the page."""

    @api.get(ADDRESS)
    def contract() -> Reply:
        reply = json_reply(specification())
        reply.add_etag()
        return reply.make_conditional(request)

    @api.get("/api/v1/")
    def readable() -> Reply:
        return redirect(PATH)
