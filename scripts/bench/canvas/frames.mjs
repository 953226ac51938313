// What a person does to a drawing, and how long each frame takes meanwhile.
const gestureMs = 4000

export const gestures = { pan, zoom, drag }

// Milliseconds of half and of nineteen in twenty frames, while the gesture goes on.
export async function measureFrames(page, gesture) {
  await page.evaluate(() => {
    const seen = []
    let before = performance.now()
    let goesOn = true
    const next = (now) => {
      seen.push(now - before)
      before = now
      if (goesOn) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    window.endFrames = () => {
      goesOn = false
      return seen.slice(1)
    }
  })
  await gesture(page, performance.now() + gestureMs)
  const frames = (await page.evaluate(() => window.endFrames())).sort((a, b) => a - b)
  const at = (share) => frames[Math.min(frames.length - 1, Math.floor(frames.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), most: frames.at(-1) ?? Number.NaN }
}

async function pan(page, until) {
  const from = await placeOn(page, '.react-flow__pane')
  await hold(page, from)
  await circle(page, from, until)
  await page.mouse.up()
}

async function drag(page, until) {
  const from = await placeOn(page, '.react-flow__node')
  await hold(page, from)
  await circle(page, from, until)
  await page.mouse.up()
}

async function zoom(page, until) {
  const { x, y } = await middleOf(page)
  await page.mouse.move(x, y)
  for (let step = 0; performance.now() < until; step += 1) await page.mouse.wheel(0, step % 40 < 20 ? -40 : 40)
}

async function hold(page, { x, y }) {
  await page.mouse.move(x, y)
  await page.mouse.down()
}

async function circle(page, { x, y }, until) {
  for (let step = 1; performance.now() < until; step += 1)
    await page.mouse.move(x + 60 * Math.sin(step / 12), y + 40 * (1 - Math.cos(step / 12)))
}

async function middleOf(page) {
  const { x, y, width, height } = await page.locator('.react-flow').boundingBox()
  return { x: x + width / 2, y: y + height / 2 }
}

// The place nearest to the middle where this is what the pointer presses.
async function placeOn(page, selector) {
  const place = await page.evaluate(
    ({ middle, wanted }) => {
      for (let far = 0; far < 400; far += 4) {
        for (let turn = 0; turn < 16; turn += 1) {
          const x = middle.x + far * Math.cos((turn / 8) * Math.PI)
          const y = middle.y + far * Math.sin((turn / 8) * Math.PI)
          const found = document.elementFromPoint(x, y)
          // From a handle a connection would be drawn.
          const fits =
            wanted === '.react-flow__pane' ? found?.matches(wanted) : found?.closest(wanted) && !found.closest('.react-flow__handle')
          if (fits) return { x, y }
        }
      }
      return undefined
    },
    { middle: await middleOf(page), wanted: selector },
  )
  if (!place) throw new Error(`Nothing near the middle of the drawing is ${selector}.`)
  return place
}
