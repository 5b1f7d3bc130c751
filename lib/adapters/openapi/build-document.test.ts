import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as VERBS from '@/lib/services/verbs'
import { buildOpenApiDocument, describeApi } from './build-document'
import { OPERATIONS } from './operations'

const document = await buildOpenApiDocument('1.2.3')
const METHOD = /export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g

function* refsOf(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref') yield String(value)
    else yield* refsOf(value)
  }
}

function resolve(ref: string): unknown {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document)
}

describe('buildOpenApiDocument', () => {
  it('describes every method of every route, and no other', () => {
    const files = globSync('app/api/v1/**/route.ts')
    expect(files.length).toBeGreaterThan(30)
    const implemented = files.flatMap((file) => {
      const path = file
        .replace(/^app/, '')
        .replace(/\/route\.ts$/, '')
        .replaceAll('[', '{')
        .replaceAll(']', '}')
      return [...readFileSync(file, 'utf8').matchAll(METHOD)].map(([, method]) => `${method} ${path}`)
    })
    const described = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} /api/v1${path}`)
    expect(described.toSorted()).toEqual(implemented.toSorted())
  })

  it('changes nothing with GET, and something with PUT, PATCH and DELETE', () => {
    const effects: Record<string, { effect: string }> = { ...VERBS, describeApi }
    const wrong = OPERATIONS.filter(({ method, verb }) => {
      const effect = effects[verb]?.effect
      return method === 'get' ? effect !== 'read' : method !== 'post' && effect !== 'write'
    })
    expect(wrong.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  it('has no reference that leads nowhere', () => {
    const refs = [...new Set(refsOf(document))]
    expect(refs.length).toBeGreaterThan(20)
    expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([])
  })

  it('has no definitions outside of its components, and no empty component', () => {
    expect(JSON.stringify(document)).not.toContain('$defs')
    const empty = Object.entries(document.components.schemas).filter(([, schema]) => Object.keys(schema).length === 0)
    expect(empty).toEqual([])
  })

  it('names every operation once', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((operation) => (operation as { operationId: string }).operationId),
    )
    expect(new Set(ids).size).toBe(OPERATIONS.length)
  })

  it('declares every parameter of a path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const operation of Object.values(methods)) {
        const { parameters = [] } = operation as {
          parameters?: { name: string; in: string; required: boolean; schema: object }[]
        }
        const declared = parameters.filter((parameter) => parameter.in === 'path')
        expect(declared.map(({ name }) => name)).toEqual(named)
        for (const { required, schema } of declared) {
          expect(required).toBe(true)
          expect(schema).toHaveProperty('type')
        }
      }
    }
  })

  it('tells query from body', () => {
    const list = document.paths['/api/v1/conversations']?.get
    expect(list).toMatchObject({
      parameters: [
        { name: 'limit', in: 'query', required: false },
        { name: 'cursor', in: 'query', required: false },
        { name: 'q', in: 'query', required: false },
        { name: 'tag', in: 'query', required: false },
        { name: 'archived', in: 'query', required: false },
      ],
    })
    const apply = document.paths['/api/v1/policies/{id}/apply']?.post as { requestBody: unknown } | undefined
    const body = apply?.requestBody
    expect(body).toMatchObject({
      content: {
        'application/json': { schema: { properties: { version: { type: 'integer' } }, required: ['version'] } },
      },
    })
    expect(JSON.stringify(body)).not.toContain('"id"')
  })

  it('keeps the promised form of compose', () => {
    const { ComposeRequest, ComposedContext } = document.components.schemas as Record<
      string,
      { properties: object; required: string[] }
    >
    expect(ComposeRequest?.required).toEqual(['query'])
    expect(Object.keys(ComposeRequest?.properties ?? {})).toEqual(
      expect.arrayContaining([
        'query',
        'model',
        'task',
        'conversationId',
        'profileId',
        'policy',
        'contextWindow',
        'maxOutputTokens',
        'shares',
        'layout',
        'pins',
        'excludes',
      ]),
    )
    expect(ComposedContext?.required).toEqual(['id', 'messages', 'text', 'usage', 'trace'])
  })
})
