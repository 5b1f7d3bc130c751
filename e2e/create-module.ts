import type { APIRequestContext } from '@playwright/test'
import { expect } from './fixtures'

/** Publishes the first version of a module; one that an earlier try of the same test has left is deleted first. */
export async function createModule(api: APIRequestContext, id: string, source: string): Promise<void> {
  await api.delete(`/api/v1/modules/${id}`)
  const response = await api.post('/api/v1/modules', { data: { source } })
  expect(response.status(), await response.text()).toBe(201)
}
