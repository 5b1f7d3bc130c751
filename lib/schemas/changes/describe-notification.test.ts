import { expect, test } from 'vitest'
import { describeNotification, pathOf } from './describe-notification'
import type { NotificationDto } from './inbox'

const note: NotificationDto = {
  ...{ id: 'n', kind: 'mention', number: 3, title: 'Frogs', moduleId: null, threadId: 'thread_1', said: null },
  ...{ actor: { kind: 'user' as const, id: 'u', name: 'Ann' }, createdAt: '2026-01-01T00:00:00.000Z', isRead: false },
}

test('leads to where it is to be seen', () => {
  expect(pathOf(note)).toBe('/changes/3?tab=discussion&thread=thread_1')
  expect(pathOf({ ...note, kind: 'merged', threadId: null })).toBe('/changes/3?tab=discussion')
  expect(pathOf({ ...note, kind: 'edited', threadId: null })).toBe('/changes/3')
  expect(pathOf({ ...note, kind: 'dismissed', threadId: null })).toBe('/changes/3?tab=discussion')
  expect(pathOf({ ...note, number: null, moduleId: 'a b' })).toBe('/modules/a%20b?tab=discussion&thread=thread_1')
})

test('says what somebody did', () => {
  expect(describeNotification({ kind: 'comment', number: 3 })).toBe('commented on your change')
  expect(describeNotification({ kind: 'comment', number: null })).toBe('commented')
  expect(describeNotification({ kind: 'edited', number: 3 })).toBe('changed what you reviewed')
  expect(describeNotification({ kind: 'dismissed', number: 3 })).toBe('dismissed the changes you requested')
})
