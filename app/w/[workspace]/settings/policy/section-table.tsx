'use client'

import type { ComponentProps } from 'react'
import { NumberField } from '@/components/policy/number-field'
import {
  type NumberField as PolicyField,
  SECTION_COLUMNS,
  SECTION_ROWS,
  toSectionField,
} from '@/components/policy/policy-fields'
import { OriginLabel } from '@/components/ui/origin'
import { Table, Td, Th } from '@/components/ui/table'

type SectionTableProps = { toControl: (field: PolicyField) => ComponentProps<typeof NumberField> }

/** One row per section; on a narrow screen it scrolls sideways, its hidden labels with it (hence `relative`). */
export function SectionTable({ toControl }: SectionTableProps) {
  return (
    <section
      aria-label="Shares and bounds"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="scroll-hint relative overflow-x-auto rounded-md border"
    >
      <Table className="min-w-xl">
        <thead className="text-fg-faint text-xs">
          <tr>
            <Th>Section</Th>
            {SECTION_COLUMNS.map((column) => (
              <Th key={column.key}>{column.isPercent ? `${column.label} (%)` : column.label}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SECTION_ROWS.map((row) => (
            <tr key={row.name}>
              <Td>
                <OriginLabel origin={row.name} />
              </Td>
              {SECTION_COLUMNS.map((column) => (
                <Td key={column.key} className="w-28 px-2 py-1.5">
                  <NumberField {...toControl(toSectionField(row, column))} isLabelHidden />
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
