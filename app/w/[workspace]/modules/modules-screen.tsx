'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Library, Plus, SearchX, SlidersHorizontal } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useCallback, useRef, useState } from 'react'
import { toast } from 'sonner'
import { ClientError } from '@/components/data/api-client'
import { refreshProduction } from '@/components/data/refresh-production'
import { useNeedsReview } from '@/components/data/use-needs-review'
import { PageHeader } from '@/components/frame/page-header'
import { focusFirstRow } from '@/components/frame/use-row-keys'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Popover } from '@/components/ui/popover'
import { Tooltip } from '@/components/ui/tooltip'
import type { ModuleSummaryDto } from '@/lib/schemas/modules/module'
import { BulkBar } from './bulk-bar'
import { DropZone } from './import/drop-zone'
import { ImportMenu } from './import/import-menu'
import { ImportPanel } from './import/import-panel'
import { useImports } from './import/imports-provider'
import { LastImports } from './import/last-imports'
import type { PickedFile } from './import/read-files'
import { ModuleFacets } from './module-facets'
import { ModuleTable } from './module-table'
import { TableSkeleton } from './module-table-skeleton'
import { NewModuleDialog, type NewModuleKind } from './new-module-dialog'
import { ProposeDialog, type Proposed } from './propose-dialog'
import { SearchBox } from './search-box'
import { SearchFoot } from './search-foot'
import { type ModulesSearch, modulesSearchParams, sortOf } from './search-params'
import { useArchive } from './use-archive'
import { useModuleKeys } from './use-module-keys'
import { NO_FILTER, useModuleSearch } from './use-module-search'

function filterCount({ category, tag, priority, activation, status }: ModulesSearch): number {
  return [category, priority, activation, status].filter((value) => value !== null).length + tag.length
}

/** Why a search finds nothing, by what is searched. */
function nothingFound(status: ModulesSearch['status'], hasFilters: boolean): string {
  if (status === 'draft' || status === 'archived') {
    return `No name, description or tag says it. The texts of ${status === 'draft' ? 'drafts' : 'archived modules'} are not searched.`
  }
  return hasFilters
    ? 'No module that the filters leave says it, in its name, description, tags or text.'
    : 'No name, description, tag or text of a published module says anything like it.'
}

export function ModulesScreen({ canWrite }: { canWrite: boolean }) {
  const queryClient = useQueryClient()
  const [search, setSearch] = useQueryStates(modulesSearchParams)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [newKind, setNewKind] = useState<NewModuleKind | null>(null)
  const [isHistoryOpen, setIsHistoryOpen] = useState(false)
  const [isTyping, setIsTyping] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
  const searchBox = useRef<HTMLInputElement>(null)

  const found = useModuleSearch(search, isTyping)
  const { query, list, modules, isWaiting, searchError } = found
  const filters = filterCount(search)

  const refresh = useCallback(() => void refreshProduction(queryClient), [queryClient])
  const imports = useImports()
  const startImport = (files: PickedFile[]) => {
    if (['reading', 'planning', 'sending', 'undoing'].includes(imports.state.phase)) {
      toast('An import is running. Wait until it is finished, or cancel it.')
    } else void imports.start(files)
  }

  const { archive, restore } = useArchive(refresh)
  const needsReview = useNeedsReview()
  const [proposal, setProposal] = useState<{ id: string; proposed: Proposed } | null>(null)
  const archiveRow = ({ id, name, status, version }: ModuleSummaryDto) => {
    const isArchived = status === 'archived'
    // what was never published is nothing that production has
    if (!needsReview || version === 0) (isArchived ? restore : archive).mutate({ ids: [id] })
    else {
      const kind = isArchived ? 'restore' : 'archive'
      setProposal({ id, proposed: { edit: { kind }, what: `${kind} “${name}”` } })
    }
  }

  const select = (ids: string[], isSelected: boolean) => {
    const next = new Set(selection)
    for (const id of ids) {
      if (isSelected) next.add(id)
      else next.delete(id)
    }
    setSelection(next)
  }
  const clearSelection = () => setSelection(new Set())
  const change = (next: Partial<ModulesSearch>) => {
    clearSelection()
    void setSearch(next)
  }
  useModuleKeys({
    onToggle: (id) => canWrite && modules.some((module) => module.id === id) && select([id], !selection.has(id)),
    onArchive: (id) => {
      const module = modules.find((candidate) => candidate.id === id)
      if (canWrite && module) archiveRow(module)
    },
    onSearch: () => searchBox.current?.focus(),
    onNew: () => canWrite && setNewKind('empty'),
    onClear: clearSelection,
  })

  const facetList = <ModuleFacets {...found.facets} search={search} onChange={change} />
  return (
    <>
      <PageHeader
        title="Modules"
        status={<span role="status">{list.error || searchError ? '' : found.status}</span>}
        actions={
          canWrite && (
            <>
              <ImportMenu
                onFiles={startImport}
                onPaste={() => setNewKind('paste')}
                onHistory={() => setIsHistoryOpen(true)}
              />
              <Tooltip content="New module" shortcut="n">
                <Button variant="primary" onClick={() => setNewKind('empty')}>
                  <Plus />
                  <span>
                    New <span className="max-sm:sr-only">module</span>
                  </span>
                </Button>
              </Tooltip>
            </>
          )
        }
      >
        <div className="flex items-center gap-2 px-4 pb-2">
          <SearchBox
            ref={searchBox}
            value={search.q}
            onChange={(q) => change({ q })}
            onTyping={setIsTyping}
            onLeave={focusFirstRow}
          />
          <Popover
            label="Filters"
            className="max-h-[70dvh] overflow-y-auto p-0"
            trigger={
              <Button className="xl:hidden">
                <SlidersHorizontal />
                Filters{filters > 0 && ` (${filters})`}
              </Button>
            }
          >
            {facetList}
          </Popover>
          {filters > 0 && (
            <Button variant="ghost" onClick={() => change(NO_FILTER)}>
              Clear filters
            </Button>
          )}
        </div>
      </PageHeader>
      <div className="flex min-h-0 flex-1">
        <aside aria-label="Filters" className="hidden w-52 shrink-0 overflow-y-auto border-r xl:block">
          {facetList}
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <div ref={scroller} className="min-h-0 flex-1 overflow-auto" aria-busy={isWaiting || found.isSearching}>
            {list.error && !isTyping ? (
              <ErrorState
                title="The modules could not be loaded"
                description={list.error.message}
                requestId={list.error instanceof ClientError ? list.error.requestId : undefined}
                onRetry={found.retry}
              />
            ) : isWaiting ? (
              <TableSkeleton />
            ) : modules.length > 0 ? (
              <ModuleTable
                modules={modules}
                scroller={scroller}
                sort={sortOf(search)}
                onSort={(sort) => void setSearch({ sort: sort === 'match' ? null : sort })}
                query={query}
                matches={found.matches}
                selection={selection}
                onSelect={canWrite ? select : undefined}
                passagesOf={found.passagesOf}
                onArchive={canWrite ? archiveRow : undefined}
                onEnd={found.loadMore}
              />
            ) : found.isNothingFound ? (
              <EmptyState
                icon={SearchX}
                title={`Nothing is found for “${query}”`}
                description={nothingFound(search.status, filters > 0)}
              >
                {filters > 0 && <Button onClick={() => change(NO_FILTER)}>Search without filters</Button>}
                <Button onClick={() => change({ q: '' })}>Clear the search</Button>
              </EmptyState>
            ) : query !== '' ? (
              !searchError && <TableSkeleton />
            ) : filters > 0 ? (
              <EmptyState
                icon={SearchX}
                title="No module matches"
                description="No module has everything that is filtered for."
              >
                <Button onClick={() => change(NO_FILTER)}>Clear filters</Button>
              </EmptyState>
            ) : (
              <NoModules canWrite={canWrite} onNew={setNewKind} />
            )}
            {query !== '' && !isWaiting && !list.error && (modules.length > 0 || searchError) && (
              <SearchFoot
                isSearching={found.isSearching}
                error={searchError}
                onRetry={found.retry}
                onMore={found.findMore}
              />
            )}
          </div>
          {canWrite && (
            <BulkBar
              ids={[...selection]}
              isArchive={search.status === 'archived'}
              onClear={clearSelection}
              onChanged={refresh}
            />
          )}
        </div>
      </div>
      {proposal && <ProposeDialog ids={[proposal.id]} proposed={proposal.proposed} onClose={() => setProposal(null)} />}
      {canWrite && <DropZone onFiles={startImport} />}
      <ImportPanel {...imports} />
      <LastImports isOpen={isHistoryOpen} onClose={() => setIsHistoryOpen(false)} onChanged={refresh} />
      <NewModuleDialog kind={newKind} onClose={() => setNewKind(null)} />
    </>
  )
}

function NoModules({ canWrite, onNew }: { canWrite: boolean; onNew: (kind: NewModuleKind) => void }) {
  return (
    <EmptyState
      icon={Library}
      title="No modules yet"
      description={
        canWrite
          ? 'Modules are the markdown that models get to see. Drop files, a folder or a zip anywhere on this page, or write the first one.'
          : 'Modules are the markdown that models get to see. Nobody has added one to this workspace yet.'
      }
    >
      {canWrite && (
        <>
          <Button onClick={() => onNew('paste')}>Paste markdown</Button>
          <Button onClick={() => onNew('empty')}>Write one</Button>
        </>
      )}
    </EmptyState>
  )
}
