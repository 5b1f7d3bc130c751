import type { ImageRef, ModelSpec } from '../vocabulary/types'

type Size = Pick<ImageRef, 'width' | 'height'>

const scaled = ({ width, height }: Size, by: number): Size => ({ width: width * by, height: height * by })

/** No side longer than `side`; smaller ones stay. */
const fitSide = (size: Size, side: number): Size => scaled(size, Math.min(1, side / Math.max(size.width, size.height)))

const tilesOf = ({ width, height }: Size, side: number): number => Math.ceil(width / side) * Math.ceil(height / side)

/** OpenAI's tiles: within 2,048 pixels, then the shorter side to 768; so many tokens for each 512 × 512 and besides. */
function byTiles(size: Size, base: number, perTile: number): number {
  const fitted = fitSide(size, 2_048)
  const short = Math.min(fitted.width, fitted.height)
  const final = scaled(fitted, Math.min(1, 768 / short))
  return base + perTile * tilesOf({ width: Math.round(final.width), height: Math.round(final.height) }, 512)
}

/** OpenAI's patches of 32 × 32 pixels: what has more is made smaller until it has no more than `max`. */
function byPatches(size: Size, max: number, factor: number): number {
  return Math.ceil(Math.min(max, tilesOf(size, 32)) * factor)
}

/** By the beginning of the model's name, the longest first. */
const GPT: [string, (size: Size) => number][] = [
  ['gpt-5.4-mini', (size) => byPatches(size, 1_536, 1.62)],
  ['gpt-5.4-nano', (size) => byPatches(size, 1_536, 2.46)],
  ['gpt-5.4', (size) => byPatches(fitSide(size, 2_048), 2_500, 1.2)],
  ['gpt-5.5', (size) => byPatches(fitSide(size, 2_048), 2_500, 1.2)],
  ['gpt-5-mini', (size) => byPatches(size, 1_536, 1.62)],
  ['gpt-5-nano', (size) => byPatches(size, 1_536, 2.46)],
  ['gpt-5', (size) => byTiles(size, 70, 140)],
  ['gpt-4.1-mini', (size) => byPatches(size, 1_536, 1.62)],
  ['gpt-4.1-nano', (size) => byPatches(size, 1_536, 2.46)],
  ['gpt-4o-mini', (size) => byTiles(size, 2_833, 5_667)],
  ['o4-mini', (size) => byPatches(size, 1_536, 1.72)],
  ['o3', (size) => byTiles(size, 75, 150)],
  ['o1', (size) => byTiles(size, 75, 150)],
]

function byGpt(name: string, size: Size): number {
  const [, count] = GPT.find(([id]) => name.startsWith(id)) ?? []
  return count ? count(size) : byTiles(size, 85, 170)
}

/** Claude models from which on images keep 2,576 pixels of their longer side instead of 1,568. */
const SHARP_CLAUDE = /^claude-(?:opus-4-[789]|(?:fable|opus|sonnet|haiku)-[5-9])/

/** A token for 750 pixels, of what is left of the image when it has been made smaller. */
function byClaude(name: string, size: Size): number {
  const [side, most] = SHARP_CLAUDE.test(name) ? [2_576, 4_784] : [1_568, 1_600]
  const { width, height } = fitSide(size, side)
  return Math.min(most, Math.ceil((width * height) / 750))
}

/** Up to 2.5: 258 tokens for an image of at most 384 pixels a side, else for each of its tiles; from 3 on the same for every image. */
function byGemini(name: string, size: Size): number {
  if (name.startsWith('gemini-3')) return 1_120
  const { width, height } = size
  if (Math.max(width, height) <= 384) return 258
  const tile = Math.min(768, Math.max(256, Math.floor(Math.min(width, height) / 1.5)))
  return 258 * tilesOf(size, tile)
}

/** Where no formula is published: patches of 28 × 28 pixels, as models count them that keep the image as it is. */
const byKeptPatches = (size: Size): number => Math.min(16_384, tilesOf(size, 28))

/**
 * Input tokens that the provider counts for an image, by the formula that it publishes for the model: an estimate, since it
 * may make the image smaller in another way. Sizes are in pixels, 1 and up.
 */
export function countImageTokens({ id, family }: Pick<ModelSpec, 'id' | 'family'>, size: Size): number {
  const name = id.slice(id.lastIndexOf('/') + 1).toLowerCase()
  switch (family) {
    case 'gpt':
      return byGpt(name, size)
    case 'claude':
      return byClaude(name, size)
    case 'gemini':
      return byGemini(name, size)
    default:
      return byKeptPatches(size)
  }
}
