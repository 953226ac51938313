#!/bin/bash
# Starts RabbitMQ the way the official image does. The server itself reads RABBITMQ_DEFAULT_USER, _PASS and _VHOST.
set -e

# Erlang sets aside memory for as many files as it may open, and the engine's own limit can be a thousand million.
if [ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -gt 65536 ]; then ulimit -n 65536; fi

if [ "${1#rabbitmq}" != "$1" ] && [ "$(id -u)" = 0 ]; then
  find /var/lib/rabbitmq /var/log/rabbitmq \! -user rabbitmq -exec chown rabbitmq:rabbitmq '{}' +
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$@"
fi
exec "$@"
