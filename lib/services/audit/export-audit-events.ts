import { toCsvField, toCsvRow } from '@/lib/schemas/texts/csv'
import {
  type AuditEventDto,
  type AuditFilters,
  exportAuditEventsSchema,
  exportedAuditSchema,
} from '@/lib/schemas/workspaces/audit-event'
import { verb } from '@/lib/services/verb'
import { toStream } from '@/lib/to-stream'
import { readAuditEvents } from './events/read-audit-events'

/** Entries that are read and written at a time. */
const PART = 500

const COLUMNS: [string, (event: AuditEventDto) => string][] = [
  ['sequence', ({ sequence }) => String(sequence ?? '')],
  ['at', ({ at }) => at],
  ['by', ({ actorName }) => actorName],
  ['by kind', ({ actorKind }) => actorKind],
  ['by id', ({ actorId }) => actorId ?? ''],
  ['action', ({ action }) => action],
  ['target', ({ target }) => target ?? ''],
  ['target name', ({ targetName }) => targetName ?? ''],
  ['changes', ({ changes }) => JSON.stringify(changes)],
  ['detail', ({ detail }) => JSON.stringify(detail)],
  ['address', ({ address }) => address ?? ''],
  ['request', ({ requestId }) => requestId ?? ''],
  ['hash', ({ hash }) => hash ?? ''],
]

const toRow = (event: AuditEventDto) => toCsvRow(COLUMNS.map(([, read]) => toCsvField(read(event))))
const toLine = (event: AuditEventDto) => `${JSON.stringify(event)}\n`

/** The same as `listAuditEvents`, all of it, as a table for a spreadsheet or as one JSON value a line. */
export const exportAuditEvents = verb({
  name: 'exportAuditEvents',
  scope: 'admin',
  effect: 'read',
  input: exportAuditEventsSchema,
  output: exportedAuditSchema,
  run: async ({ workspaceId }, { format, ...filters }) => {
    const isTable = format === 'csv'
    const head = isTable ? toCsvRow(COLUMNS.map(([name]) => name)) : ''
    return {
      fileName: `audit-log.${format}`,
      contentType: isTable ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
      stream: toStream(write(workspaceId, filters, { head, write: isTable ? toRow : toLine })),
    }
  },
})

type Writer = { head: string; write: (event: AuditEventDto) => string }

async function* write(
  workspaceId: string,
  filters: AuditFilters,
  writer: Writer,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  if (writer.head) yield encoder.encode(writer.head)
  let cursor: string | undefined
  for (;;) {
    const events = await readAuditEvents(workspaceId, filters, { limit: PART, cursor })
    if (events.length > 0) yield encoder.encode(events.map(writer.write).join(''))
    if (events.length < PART) return
    cursor = events.at(-1)?.id
  }
}
