import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getHeapStatistics } from 'node:v8'
import vm from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { shareRealm } from './share-realm'

type LoadManifest = { evalManifest: (path: string) => { __RSC_MANIFEST: Record<string, unknown> } }

const { evalManifest } = createRequire(import.meta.url)('next/dist/server/load-manifest.external.js') as LoadManifest
const folder = mkdtempSync(join(tmpdir(), 'loadout-realm-'))
const original = vm.runInNewContext

beforeAll(shareRealm)
afterAll(() => {
  Object.assign(vm, { runInNewContext: original })
  rmSync(folder, { recursive: true })
})

function readManifest(route: string) {
  const path = join(folder, `${route}.js`)
  const entry = `globalThis.__RSC_MANIFEST["/${route}"] = {"moduleLoading":{"prefix":"/${route}"}}`
  writeFileSync(path, `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};\n${entry};\n`)
  return evalManifest(path)
}

it('reads the manifests of all routes without realms of their own', () => {
  const before = getHeapStatistics().number_of_native_contexts
  const routes = ['a', 'b', 'c', 'd', 'e']
  const read = routes.map(readManifest)
  expect(getHeapStatistics().number_of_native_contexts).toBe(before)
  expect(read.map(({ __RSC_MANIFEST: manifest }) => manifest)).toEqual(
    routes.map((route) => ({ [`/${route}`]: { moduleLoading: { prefix: `/${route}` } } })),
  )
})

it('leaves other code a realm of its own', () => {
  const context: { made?: unknown } = {}
  const before = getHeapStatistics().number_of_native_contexts
  expect(vm.runInNewContext('globalThis.made = []; 7', context)).toBe(7)
  expect(getHeapStatistics().number_of_native_contexts).toBe(before + 1)
  expect(context.made).not.toBeInstanceOf(Array)
})
