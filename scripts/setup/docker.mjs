// A Docker engine that answers. One that is already there is used as it is; on a Debian machine where we are the
// administrator one is installed and started; anywhere else the caller is told in a sentence what is missing.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureCompose } from './compose.mjs'
import { canInstallPackages, install } from './debian.mjs'
import { cachePath, run, say, which } from './shell.mjs'

const readyWithin = 60_000

export async function ensureDocker() {
  const running = await engineVersion()
  if (running) return withCompose({ started: false, version: running })
  if (process.env.DOCKER_HOST) {
    return { ok: false, reason: `no Docker engine answers at DOCKER_HOST (${process.env.DOCKER_HOST})` }
  }
  if (!canInstallPackages()) return { ok: false, reason: whatToDo() }
  if (!which('dockerd')) {
    const installed = await install(['docker.io', 'containerd', 'iptables', 'ca-certificates'])
    if (!installed.ok) return installed
  }
  const started = await startEngine()
  return started.ok ? withCompose({ started: true, version: started.version }) : started
}

async function withCompose(engine) {
  const compose = await ensureCompose()
  return { ok: true, ...engine, compose: compose.path, composeReason: compose.reason }
}

export async function engineVersion() {
  const answer = await run('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 15_000 })
  return answer.ok ? answer.stdout.trim() : undefined
}

function whatToDo() {
  if (process.platform !== 'linux') return 'no Docker engine answers: install Docker Desktop and start it'
  if (!which('docker')) return 'Docker is not installed: see https://docs.docker.com/engine/install/'
  return 'no Docker engine answers: start it (sudo systemctl start docker) and see that you may use it (group docker)'
}

async function startEngine() {
  if (existsSync('/run/systemd/system')) await run('systemctl', ['start', 'docker'], { timeout: readyWithin })
  else startByHand()
  const deadline = Date.now() + readyWithin
  while (Date.now() < deadline) {
    const version = await engineVersion()
    if (version) {
      say(`Docker Engine ${version} started`)
      return { ok: true, version }
    }
    await pause(500)
  }
  return { ok: false, reason: `the Docker engine did not start within a minute: see ${cachePath('docker/dockerd.log')}` }
}

// Without an init system nobody else starts the engine. It stays when we leave: the next run finds it, and what runs in
// it belongs to other people too.
function startByHand() {
  mkdirSync(cachePath('docker'), { recursive: true })
  forgetDeadEngine('/var/run/docker.pid')
  const log = openSync(cachePath('docker/dockerd.log'), 'a')
  const engine = spawn(which('dockerd'), [], { cwd: '/', detached: true, stdio: ['ignore', log, log] })
  engine.on('error', () => undefined)
  engine.unref()
  if (engine.pid) writeFileSync(cachePath('docker/dockerd.pid'), `${engine.pid}\n`)
}

// The engine refuses to start over the file of a process that still lives, even if the number went to another program
// since the machine was last up.
function forgetDeadEngine(file) {
  if (!existsSync(file)) return
  const name = `/proc/${readFileSync(file, 'utf8').trim()}/comm`
  if (!existsSync(name) || !readFileSync(name, 'utf8').startsWith('dockerd')) rmSync(file)
}
