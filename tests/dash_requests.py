"""What a browser posts to Dash, for tests that need no browser."""


def ask_dash(client, output, inputs, state=(), changed=""):
    """Post a callback's request; `output` and `inputs` are `id.property` (mapped to its value).

    `changed` is the input that changed, the first one unless told.
    """
    changed = changed or next(iter(inputs))
    outputs = [_place(name) for name in output.strip(".").split("...")]
    several = output.startswith("..")
    body = {
        "output": output,
        "outputs": outputs if several else outputs[0],
        "inputs": [{**_place(name), "value": value} for name, value in inputs.items()],
        "changedPropIds": [changed],
        "parsedChangedPropsIds": [changed],
        "state": [{**_place(name), "value": value} for name, value in dict(state).items()],
    }
    return client.post("/_dash-update-component", json=body)


def _place(name):
    place, _, prop = name.rpartition(".")
    return {"id": place, "property": prop}
