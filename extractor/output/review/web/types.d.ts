// SPDX-License-Identifier: GPL-3.0-or-later
// What the program writes into a page, and what the page makes of it. For the type checker only: none of it is shipped.

export type Box = [number, number, number, number];
export type Proof = 'proven' | 'unproven' | 'conflict';
export type Form = 'sum' | 'copy' | 'ratio' | 'change' | 'growth' | 'bound' | 'blank';
export type Status = 'pass' | 'rounding' | 'fail';

// ---- The record (docs/formats/json.md), as far as the page reads it ---------------------------------
export interface Cell {
  row: number; col: number; rowspan: number; colspan: number; text: string; raw?: string; page: number; bbox: Box;
  overflow?: boolean; corrected?: Judged; accepted?: Judged;
}
export interface Column { index: number; path: string[]; role: string; measure?: string | null }
export interface Table {
  id: string; type: string | null; number: string | null; title: string | null; unit: string | null; pages: number[];
  rows: number; cols: number; header_rows: number; empty: boolean; empty_statement: string | null; notes: string[];
  columns: Column[]; cells: Cell[];
}
export interface Observation {
  id: string; table: string; table_id: string; code: string | null; label: string | null; official_label: string | null;
  label_path: string[]; column: string[]; measure: string | null; basis?: string; prior_year: boolean; amount: string;
  unit: string | null; yuan: string | null; mark: string; proof: Proof; page: number; bbox: Box;
  corrected?: Judged; accepted?: Judged;
}
export interface Statement {
  id: string; section: string; subject: string | null; measure: string; value: string; unit: string | null; yuan?: string;
  of?: string; base?: string; reason?: string; code?: string; not_arranged?: boolean; approximate?: boolean;
  links: string[]; proof: Proof; page: number; bbox: Box; text: string; corrected?: Judged; accepted?: Judged;
}
export interface Check {
  id: string; kind: string; status: Status; rule: string; form?: Form; printed: string | null; expected: string | null;
  difference: string | null; tolerance: string | null; unit: string | null; operands: string[]; subtracted?: string[];
  table_id?: string; text?: string; message?: string; message_en?: string; suspect?: string | null;
  suggested?: string | null; blame?: string; reason?: string; explained?: string | null; page?: number; bbox?: Box;
  confirmed?: Judged; accepted?: Judged;
}
export interface Judged { read?: string; value?: string; verdict?: 'publisher'; figure?: string; by?: string; at?: string; note?: string }
export interface Section { number: string | null; title: string | null; level: number; page: number }
export interface Notice { code: string; message: string; page?: number; bbox?: Box }
export interface Residue { page: number; bbox: Box; text: string }
export interface GongkaiDocument {
  source: { file: string; sha256: string; pages: number; producer: string; text_layer: string };
  document: { kind: string | null; year: number | null; entity: string | null; region: string | null };
  sections: Section[]; tables: Table[]; observations: Observation[]; statements: Statement[]; checks: Check[];
  warnings: Notice[]; residue: Residue[];
  summary: { proven_share: number | null; checks: { pass: number; rounding: number; fail: number } };
}

// ---- What stands beside the record in the page ------------------------------------------------------
export interface Paragraph { text: string; page: number; section: number; heading: boolean }
export interface PageData {
  version: string;
  /** Width and height of each page in points, as a reader sees it; null where it could not be drawn. */
  sizes: ([number, number] | null)[];
  /** For each observation: index of its table, row, column. */
  places: [number, number, number][];
  paragraphs: Paragraph[];
  /** For each statement: its paragraph, and which characters of it are the figure. */
  spans: ([number, number, number] | null)[];
  /** For each statement that runs over several lines, its part on each. */
  lines: ({ page: number; bbox: Box }[] | null)[];
  /** Powers of ten of the units of money. */
  powers: Record<string, number>;
  wording: Record<string, [string, string]>;
  /** Where corrections can be written back to; null for a page on disk. */
  serve: string | null;
  /** Those that were saved there before and were not applied. */
  judgements: Judgement[];
  index: string | null;
}

// ---- What the page works with -----------------------------------------------------------------------
/** A figure of the document, or another cell that was picked. */
export interface Figure {
  id: string; kind: 'observation' | 'statement' | 'cell'; value: string; unit: string | null; power: number;
  page: number; bbox: Box; proof: Proof; name: string; place: string; table: Table | null; cell: Cell | null;
  observation: Observation | null; statement: Statement | null; counted: boolean; equations: Equation[]; copies: string[];
}
export interface Equation {
  id: string; check: Check; form: Form; printed: string | null; terms: { id: string; off: boolean }[]; limit?: bigint | null;
}
export interface Outcome { status: Status; expected: bigint; difference: bigint; tolerance: bigint }
export interface Judgement {
  action: 'accept' | 'correct'; about: 'figure' | 'cell' | 'check' | 'residue' | 'warning'; figure: string; page: number;
  bbox: Box | null; read: string; value?: string; verdict?: 'publisher'; by: string; at: string; note: string;
}
export interface QueueItem {
  key: string; kind: 'conflict' | 'explained' | 'weak' | 'residue' | 'warning'; figure: string | null; checks: Check[];
  reasons: string[]; page: number; bbox: Box | null; title: string; detail: string; size: number; about: Judgement['about'];
  read: string;
}

// ---- The index --------------------------------------------------------------------------------------
export interface Summary {
  file: string; page: string | null; entity: string | null; region: string | null; year: number | null; kind: string | null;
  pages: number; tables: number; figures: number; proven: number; unproven: number; conflict: number; conflicts: number;
  warnings: number; residue: number; error?: string; total: string | null; functions: [string, string][];
  three_public: [string, string][];
}
export interface IndexData {
  version: string; wording: Record<string, [string, string]>; documents: Summary[];
}
