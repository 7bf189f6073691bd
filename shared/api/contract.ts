import { eventIterator, oc, type } from '@orpc/contract';
import { declaredErrors } from './errors.ts';
import type { EngineEvent } from './events.ts';
import * as input from './inputs.ts';
import type { LostValue } from './lost-value.ts';
import type { SelectionSummary } from './selection-summary.ts';
import type { Settings } from './settings.ts';
import type {
  BridgeView,
  ChangeRow,
  ConflictShape,
  ConflictView,
  DoctorCheck,
  ExplainView,
  FileView,
  FolderList,
  FoundPhoto,
  JobView,
  KeywordNode,
  LibraryView,
  Page,
  PhotoRow,
  PhotoWindow,
  PlanOutcome,
  ProblemView,
  RunView,
  ScanView,
  StatusView,
} from './views.ts';

/** Inputs are validated with zod, outputs are typed only: the engine is trusted, its callers are not. */
const procedure = oc.errors(declaredErrors);

/** The contract between the engine and every host: window, command line, scripts. */
export const contract = {
  libraries: {
    list: procedure.output(type<LibraryView[]>()),
    add: procedure.input(input.addLibrary).output(type<LibraryView>()),
    /** `alone`: bridges that have one library left, or none. */
    remove: procedure.input(input.libraryRef).output(type<{ removed: string; alone: string[] }>()),
    relocate: procedure.input(input.relocateLibrary).output(type<LibraryView>()),
    set: procedure.input(input.setLibrary).output(type<LibraryView>()),
    scan: procedure.input(input.scan).output(type<ScanView>()),
    /** Makes the two sample libraries in a folder of the user's and adds them. */
    addSamples: procedure.output(type<LibraryView[]>()),
  },
  status: procedure.output(type<StatusView>()),
  photos: {
    window: procedure.input(input.photoWindow).output(type<PhotoWindow>()),
    /** Ids of the photos between two positions of a window's order, for selecting ranges. At most 100,000. */
    ids: procedure.input(input.photoIds).output(type<number[]>()),
    find: procedure.input(input.find).output(type<{ total: number; next?: string; photos: FoundPhoto[] }>()),
    show: procedure.input(input.file).output(type<FileView>()),
    explain: procedure.input(input.file).output(type<ExplainView>()),
    /** Common value or the count of distinct values per field over a selection, and keywords with their counts. */
    summary: procedure.input(input.photos).output(type<SelectionSummary>()),
    /** Values that a field of the photo lost in a merge, a resolve or a push; newest first, at most 50. */
    lost: procedure.input(input.lost).output(type<LostValue[]>()),
    link: procedure.input(input.link).output(type<{ photo: number }>()),
    unlink: procedure.input(input.file).output(type<{ photo: number }>()),
  },
  keywords: {
    complete: procedure.input(input.completeKeyword).output(type<KeywordNode[]>()),
    children: procedure.input(input.keywordChildren).output(type<KeywordNode[]>()),
  },
  plans: {
    edit: procedure.input(input.edit).output(type<PlanOutcome>()),
    push: procedure.input(input.push).output(type<PlanOutcome>()),
    sync: procedure.input(input.sync).output(type<PlanOutcome>()),
    resolve: procedure.input(input.resolve).output(type<PlanOutcome>()),
    undo: procedure.input(input.undo).output(type<PlanOutcome>()),
    redo: procedure.input(input.redo).output(type<PlanOutcome>()),
    restore: procedure.input(input.restore).output(type<PlanOutcome>()),
    run: procedure.input(input.runPlan).output(type<PlanOutcome>()),
    resume: procedure.input(input.runRef).output(type<PlanOutcome>()),
    cancel: procedure.input(input.runRef).output(type<PlanOutcome>()),
    get: procedure.input(input.runPlan).output(type<PlanOutcome>()),
    changes: procedure.input(input.planChanges).output(type<Page<ChangeRow>>()),
  },
  conflicts: {
    list: procedure.input(input.conflictPage).output(type<Page<ConflictView>>()),
    shapes: procedure.input(input.conflictShapes).output(type<ConflictShape[]>()),
  },
  problems: {
    list: procedure.input(input.problemPage).output(type<Page<ProblemView>>()),
    ignore: procedure.input(input.problemRef).output(type<{ ignored: number }>()),
    retry: procedure.input(input.problemRef).output(type<ScanView>()),
  },
  history: {
    list: procedure.input(input.historyPage).output(type<Page<RunView>>()),
    changes: procedure
      .input(
        input.runRef.extend({ limit: input.historyPage.shape.limit, after: input.historyPage.shape.after }),
      )
      .output(type<Page<ChangeRow & { state: string; problem?: string }>>()),
  },
  bridges: {
    list: procedure.output(type<BridgeView[]>()),
    add: procedure.input(input.addBridge).output(type<BridgeView>()),
    set: procedure.input(input.setBridge).output(type<BridgeView>()),
    remove: procedure.input(input.bridgeRef).output(type<{ removed: string }>()),
    pause: procedure.input(input.pauseBridge).output(type<BridgeView>()),
    resume: procedure.input(input.bridgeRef).output(type<BridgeView>()),
  },
  jobs: {
    list: procedure.output(type<JobView[]>()),
    cancel: procedure.input(input.jobRef).output(type<{ cancelled: boolean }>()),
  },
  settings: {
    get: procedure.output(type<Settings>()),
    set: procedure.input(input.settingsPatch).output(type<Settings>()),
  },
  folders: procedure.input(input.folders).output(type<FolderList>()),
  doctor: procedure.output(type<{ checks: DoctorCheck[] }>()),
  /** One object a photo copy, streamed in index order. */
  export: procedure
    .input(input.exporting)
    .output(
      eventIterator(
        type<{ library: string; path: string; photo: number; fields: Record<string, unknown> }>(),
      ),
    ),
  events: procedure.output(eventIterator(type<EngineEvent>())),
};
export type Contract = typeof contract;
export type { PhotoRow };
