#!/bin/bash
# Starts Redis the way the official image does: reachable without a password, arguments handed on to the server.
set -e

if [ "${1:0:1}" = '-' ] || [ "${1%.conf}" != "$1" ]; then set -- redis-server "$@"; fi
if [ "$1" != redis-server ]; then exec "$@"; fi
shift

settings=()
if [ "${1%.conf}" != "$1" ]; then settings=("$1"); shift; fi
command=(redis-server "${settings[@]}" --protected-mode no "$@")

if [ "$(id -u)" = 0 ]; then
  find . \! -user redis -exec chown redis:redis '{}' +
  exec setpriv --reuid=redis --regid=redis --init-groups "${command[@]}"
fi
exec "${command[@]}"
