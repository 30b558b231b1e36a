"""Which other sites' pages may read the API: none unless a setting says so (CORS)."""

from flask import Blueprint, Response, request


def register(api: Blueprint, allowed: str | None) -> None:
    """Let pages of some origins read the API; `allowed` is `*`, or origins separated by commas."""
    origins = {
        origin.strip().rstrip("/") for origin in (allowed or "").split(",") if origin.strip()
    }
    if not origins:
        return

    @api.after_request
    def share(response: Response) -> Response:
        origin = "*" if "*" in origins else request.headers.get("Origin", "")
        if "*" not in origins:
            response.vary.add("Origin")
        if origin in origins:
            headers = response.headers
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "ETag, Content-Disposition"
            if request.method == "OPTIONS":
                headers["Access-Control-Allow-Methods"] = "GET, HEAD"
                headers["Access-Control-Allow-Headers"] = "If-None-Match"
                headers["Access-Control-Max-Age"] = "86400"
        return response
