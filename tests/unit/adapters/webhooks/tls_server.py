"""An https server of this machine that answers each request with given bytes."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"


class TlsServer:
    """Its certificate names one host; `names` are those that clients asked for (SNI).

    It sends `answer` a byte at a time where it drips, for ever where it has no end. For so many
    seconds it waits before it shakes hands, and before it answers.
    """

    def __init__(self, folder: Path, host: str) -> None:
        self.answer: bytes = TAKEN
        self.drips = False
        self.seconds_before_handshake = 0.0
        self.seconds_before_answer = 0.0
        self.requests: list[bytes] = []
        self.names: list[str | None] = []
        self._over = threading.Event()
        certificate, key = _certified(folder, host)
        self.trusted = ssl.create_default_context(cafile=str(certificate))
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._context.sni_callback = lambda _, name, __: self.names.append(name)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]

    @contextmanager
    def up(self) -> Iterator["TlsServer"]:
        thread = threading.Thread(target=self._serve)
        thread.start()
        try:
            yield self
        finally:
            self._over.set()
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                pass
            thread.join()
            self._listening.close()

    def _serve(self) -> None:
        while not self._over.is_set():
            plain, _ = self._listening.accept()
            self._over.wait(self.seconds_before_handshake)
            with plain, suppress(OSError), self._context.wrap_socket(plain, server_side=True) as it:
                self.requests.append(_request(it))
                self._over.wait(self.seconds_before_answer)
                self._send(it)

    def _send(self, to: socket.socket) -> None:
        if not self.drips:
            to.sendall(self.answer)
            return
        for place in range(len(self.answer)):
            to.sendall(self.answer[place : place + 1])
            if self._over.wait(0.02):
                return


def _request(come: socket.socket) -> bytes:
    read = b""
    while b"\r\n\r\n" not in read or not read.endswith(b"}"):
        read += come.recv(65_536)
    return read


def _certified(folder: Path, host: str) -> tuple[Path, Path]:
    key, name = ec.generate_private_key(ec.SECP256R1()), _name(host)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


def _name(host: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
