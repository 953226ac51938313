import type { Design } from '../../app/design/design.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { faultTitle } from '../../app/faults/fault-words.ts'
import { toClock, toLatencyText, toRateText, toShareText } from '../../app/run/figures.ts'
import type { ComponentFrame, Frame } from '../../app/run/frame.ts'
import { type ComparedCard, frameOf, toPicture } from '../compare/compared-picture.ts'
import { samplePath } from '../run/sample-path.ts'

/** Paints moments of a run on a canvas of its own, as a video shows them: the drawing, its figures, the traffic and what strikes. */

export interface Painted {
  design: Design
  /** Name of what is played. */
  scenario: string
  durationSeconds: number
}

export type Colours = (name: string) => string

const head = 56
const foot = 44
const pad = 40
const font = "'Inter Variable', Inter, system-ui, sans-serif"
/** Points of traffic: pixels apart on the drawing at one request a second, at least, and how fast they go, pixels a second. */
const points = { apart: 90, least: 14, speed: 110, step: 4 }
/** From these shares on errors are a failure, and workers a limit. */
const trouble = { errors: 0.01, utilisation: 0.9 }

export function createFramePainter(context: CanvasRenderingContext2D, { design, scenario, durationSeconds }: Painted, colour: Colours) {
  const { width, height } = context.canvas
  const picture = toPicture(design, design, new Map())
  const box = frameOf([picture])
  const room = { width: width - 2 * pad, height: height - head - foot - 2 * pad }
  const zoom = Math.min(1.5, room.width / box.width, room.height / box.height)
  const left = (width - box.width * zoom) / 2 - box.x * zoom
  const top = head + pad + (room.height - box.height * zoom) / 2 - box.y * zoom
  const lines = picture.lines.map((line) => ({
    ...line,
    shape: new Path2D(line.path),
    tip: new Path2D(line.arrow),
    track: samplePath(line.path, points.step),
  }))
  const text = (words: string, x: number, y: number, size: number, fill: string, weight = 400, most?: number) => {
    context.font = `${weight} ${size}px ${font}`
    context.fillStyle = fill
    context.fillText(words, x, y, most)
  }

  /** `playedSeconds` is the time of the video, by which the traffic moves. */
  return (frame: Frame | null, time: number, playedSeconds: number) => {
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = colour('ground')
    context.fillRect(0, 0, width, height)
    context.setTransform(zoom, 0, 0, zoom, left, top)
    for (const { name, box: around } of picture.groups) {
      context.beginPath()
      context.roundRect(around.x, around.y, around.width, around.height, 12)
      context.strokeStyle = colour('line')
      context.lineWidth = 1
      context.stroke()
      text(name, around.x + 14, around.y - 5, 12, colour('muted'))
    }
    for (const { id, shape, tip, track, isAsync } of lines) {
      const now = frame?.connections[id]
      const isBad = (now?.errorRate ?? 0) > trouble.errors
      context.strokeStyle = colour(isBad ? 'bad' : 'line-strong')
      context.fillStyle = context.strokeStyle
      context.lineWidth = 1.5
      context.setLineDash(isAsync ? [6, 5] : [])
      context.stroke(shape)
      context.setLineDash([])
      context.fill(tip)
      if (now) paintTraffic(track, now.throughput, playedSeconds, colour(isBad ? 'bad' : 'predicted'))
    }
    for (const card of picture.cards) paintCard(card, frame?.components[card.id])
    context.setTransform(1, 0, 0, 1, 0, 0)
    text(design.name ?? '', pad, 36, 20, colour('text'), 600, width / 2)
    context.textAlign = 'right'
    const moment = `${scenario} · ${toClock(Math.floor(time))} / ${toClock(durationSeconds)}`
    text(moment, width - pad, 36, 16, colour('muted'), 400, width / 2 - 2 * pad)
    context.textAlign = 'left'
    const strikes = (frame?.faults ?? []).map(({ fault }) => faultTitle(fault, design)).join(' · ')
    text(strikes, pad, height - 24, 15, colour('bad'), 600, width - 2 * pad)
    context.fillStyle = colour('line')
    context.fillRect(0, height - 6, width, 6)
    context.fillStyle = colour('accent')
    context.fillRect(0, height - 6, (width * time) / Math.max(1e-9, durationSeconds), 6)
  }

  function paintTraffic(track: Float32Array, perSecond: number, playedSeconds: number, fill: string): void {
    if (perSecond <= 0) return
    // Ten times the traffic is twice as dense.
    const apart = Math.max(points.least, points.apart / (1 + Math.log10(1 + perSecond)) ** 1.5)
    const length = (track.length / 2) * points.step
    context.fillStyle = fill
    for (let at = (playedSeconds * points.speed) % apart; at < length; at += apart) {
      const index = Math.floor(at / points.step) * 2
      context.beginPath()
      context.arc(track[index] ?? 0, track[index + 1] ?? 0, 3, 0, 2 * Math.PI)
      context.fill()
    }
  }

  function paintCard({ x, y, name, kind, hue }: ComparedCard, now: ComponentFrame | undefined): void {
    const isDown = now?.state === 'down' || now?.state === 'paused'
    const isBad = isDown || (now?.errorRate ?? 0) > trouble.errors
    const isFull = (now?.utilisation ?? 0) > trouble.utilisation
    context.beginPath()
    context.roundRect(x, y, cardSize.width, cardSize.height, 10)
    context.fillStyle = colour('panel')
    context.fill()
    context.strokeStyle = colour(isBad ? 'bad' : isFull ? 'warning' : 'line')
    context.lineWidth = isBad || isFull ? 2.5 : 1
    context.stroke()
    context.beginPath()
    context.roundRect(x + 14, y + 13, 26, 26, 7)
    context.fillStyle = colour(`family-${hue}`)
    context.fill()
    text(name, x + 50, y + 25, 14, colour('text'), 600, cardSize.width - 62)
    text(isDown ? (now?.state ?? '') : kind, x + 50, y + 41, 12, colour(isDown ? 'bad' : 'muted'), 400, cardSize.width - 62)
    if (!now) return
    const errors = now.errorRate > 0 ? ` · ${toShareText(now.errorRate)} ✕` : ''
    text(
      `${toRateText(now.throughput)} · p99 ${toLatencyText(now.p99)}${errors}`,
      x + 14,
      y + 66,
      13,
      colour(isBad ? 'bad' : 'text'),
      400,
      cardSize.width - 28,
    )
    context.fillStyle = colour('line')
    context.fillRect(x + 14, y + 78, cardSize.width - 28, 4)
    context.fillStyle = colour(isFull ? 'warning' : 'accent')
    context.fillRect(x + 14, y + 78, (cardSize.width - 28) * Math.min(1, Math.max(0, now.utilisation)), 4)
  }
}
