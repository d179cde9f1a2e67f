"""Connecting to the scheduler of a Dask cluster: only here is ``distributed`` imported.

Dask's client tells of what it cannot do with a traceback, or after half a
minute: so an address and its certificates are looked at before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbill.errors import UsageError, WorkspaceError

Client = Any
"""Dask's client: its methods have no types."""

PATIENCE = 15
"""Seconds that the scheduler and its first worker have to answer."""


def dask() -> Any:  # noqa: ANN401 - a module
    """Give Dask's own package; a `UsageError` where it is not installed."""
    try:
        import distributed  # noqa: PLC0415 - an optional extra, which nothing else needs
    except ImportError as error:
        raise UsageError(
            "--scheduler needs Dask, which is not installed here", hint="pip install 'handbill[cluster]'"
        ) from error
    return distributed


def connected(address: str) -> Client:
    """Give a client of a scheduler that has a worker. What keeps it from connecting is told at once."""
    _look_up(address)
    try:
        client = dask().Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkspaceError(
            f"no scheduler answers at {address}",
            hint="Start one with dask scheduler; it tells its address.",
        ) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise WorkspaceError(
            f"the scheduler at {address} has no worker", hint=f"Start one on each machine: dask worker {address}"
        ) from error
    return client


def _look_up(address: str) -> None:
    """Refuse an address that leads nowhere: Dask's client would look for it for half a minute after it has failed."""
    from distributed.comm.addressing import parse_address, resolve_address  # noqa: PLC0415 - an optional extra

    if address.startswith("inproc:"):
        raise UsageError(f"“{address}” is no address of a scheduler on a network", hint=_ADDRESS_HINT)
    try:
        scheme, _ = parse_address(address)
        _try_connector(address, scheme)
        resolve_address(address)
    except ValueError as error:
        raise UsageError(f"“{address}” is no address of a scheduler: {error}", hint=_ADDRESS_HINT) from error
    except OSError as error:
        raise WorkspaceError(
            f"no machine is known by the name in {address}", hint="dask scheduler tells its address as it starts."
        ) from error


_ADDRESS_HINT = "Write it like this: tcp://127.0.0.1:8786"
_TLS_HINT = "It takes distributed.comm.tls.ca-file, and cert and key of distributed.comm.tls.client, as files."


def _try_connector(address: str, scheme: str) -> None:
    """Refuse a way of connecting that Dask does not have here, or has no certificates for."""
    from distributed.comm.registry import get_backend  # noqa: PLC0415 - an optional extra

    arguments = _certificates()
    if scheme in {"tls", "wss"} and arguments.get("ssl_context") is None:
        raise WorkspaceError(f"{address} needs certificates, and Dask's configuration names none", hint=_TLS_HINT)
    if scheme in {"tcp", "ws"} and arguments.get("require_encryption"):
        raise WorkspaceError(f"{address} is not encrypted, and Dask's configuration asks for it", hint=_TLS_HINT)
    try:
        get_backend(scheme).get_connector()  # type: ignore[no-untyped-call]
    except (TypeError, ImportError, RuntimeError) as error:
        # A way that Dask knows of, for which something is not installed.
        raise WorkspaceError(f"Dask cannot connect to {address} here: {error}", hint=_ADDRESS_HINT) from error


def _certificates() -> Mapping[str, Any]:
    from distributed.security import Security  # noqa: PLC0415 - an optional extra

    try:
        return dict(Security().get_connection_args("client"))  # type: ignore[no-untyped-call]
    except (OSError, ValueError, RuntimeError) as error:
        raise WorkspaceError(
            f"the certificates of Dask's configuration cannot be used: {error}", hint=_TLS_HINT
        ) from error
