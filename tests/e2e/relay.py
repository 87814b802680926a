#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Stands between the program and the sandbox, and keeps what it sees. Runs until it is killed.

    relay.py plain DIRECTORY TARGET                 passes bytes on
    relay.py tls DIRECTORY TARGET CERTIFICATE KEY   the same, but TLS towards the program
    relay.py proxy DIRECTORY TARGET [STATUS]        an HTTP proxy; answers CONNECT with the status (200)

Listens on a free port of 127.0.0.1 and writes it to DIRECTORY/port. TARGET is a port of 127.0.0.1; the
proxy connects to it whatever host it is asked for. DIRECTORY/asked gets what the program sends (to
the proxy: only CONNECT requests, the rest is for the target), DIRECTORY/answered what comes back; both
without TLS where the relay speaks it. But for the proxy, requests are passed on with the target in
their Host field: the sandbox answers nobody who means another server.
"""
import pathlib
import re
import socket
import ssl
import sys
import threading

MOST = 65536
HOST = re.compile(rb"(?<=\r\nHost: )[^\r\n]*(?=\r\n)")


class Relay:
    def __init__(self, mode, directory, target, *rest):
        self.directory = pathlib.Path(directory)
        self.target = int(target)
        self.is_proxy = mode == "proxy"
        self.status = rest[0] if self.is_proxy and rest else "200"
        self.context = None
        if mode == "tls":
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*rest)
            self.context.set_alpn_protocols(["http/1.1"])

    def note(self, name, data):
        with (self.directory / name).open("ab") as file:
            file.write(data)

    def pump(self, source, sink, name):
        """Passes on until one side ends."""
        try:
            while data := source.recv(MOST):
                if name:
                    self.note(name, data)
                if name == "asked":
                    data = HOST.sub(b"127.0.0.1:%d" % self.target, data, count=1)
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def accept_connect(self, client):
        """Reads the CONNECT request and answers it; whether the tunnel stands."""
        head = b""
        while b"\r\n\r\n" not in head:
            data = client.recv(MOST)
            if not data:
                return False
            head += data
        self.note("asked", head)
        client.sendall(f"HTTP/1.1 {self.status} as told\r\nContent-Length: 0\r\n\r\n".encode()
                       if self.status != "200" else b"HTTP/1.1 200 OK\r\n\r\n")
        return self.status == "200"

    def serve(self, client):
        try:
            if self.context:
                client = self.context.wrap_socket(client, server_side=True)
            if self.is_proxy and not self.accept_connect(client):
                client.close()
                return
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError as problem:
            print(problem, file=sys.stderr)
            client.close()
            return
        threading.Thread(target=self.pump, args=(server, client, "answered"), daemon=True).start()
        self.pump(client, server, None if self.is_proxy else "asked")

    def run(self):
        listener = socket.create_server(("127.0.0.1", 0))
        (self.directory / "port.new").write_text(str(listener.getsockname()[1]))
        (self.directory / "port.new").rename(self.directory / "port")
        while True:
            client, _ = listener.accept()
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()


Relay(*sys.argv[1:]).run()
