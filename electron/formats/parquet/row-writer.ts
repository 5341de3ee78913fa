/** Rows into the bytes of a Parquet file, group by group, so that no more than one group is in memory. Must not know: documents. */
import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";

export type Column = { name: string } & (
  | { kind: "text" | "optional text" | "number" }
  | { kind: "texts" | "numbers" }
  | { kind: "records"; fields: readonly { name: string; kind: "text" | "optional text" | "number" }[] }
);
export type Row = Readonly<Record<string, unknown>>;

function leaf(name: string, kind: "text" | "optional text" | "number"): SchemaElement {
  const repetition_type = kind === "optional text" ? "OPTIONAL" : "REQUIRED";
  return kind === "number"
    ? { name, type: "INT32", repetition_type }
    : { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type };
}

/** A list has three levels in Parquet: the list, its repetition, what is repeated. */
function elementsOf(column: Column): SchemaElement[] {
  const { name } = column;
  const list: SchemaElement[] = [
    { name, repetition_type: "REQUIRED", converted_type: "LIST", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
  ];
  switch (column.kind) {
    case "texts":
      return [...list, leaf("element", "text")];
    case "numbers":
      return [...list, leaf("element", "number")];
    case "records": {
      const fields = column.fields.map((field) => leaf(field.name, field.kind));
      return [...list, { name: "element", repetition_type: "REQUIRED", num_children: fields.length }, ...fields];
    }
    default:
      return [leaf(name, column.kind)];
  }
}

export class RowWriter {
  readonly #columns: readonly Column[];
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;

  constructor(columns: readonly Column[], metadata: Readonly<Record<string, string>>) {
    this.#columns = columns;
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: "root", num_children: columns.length }, ...columns.flatMap(elementsOf)],
      createdBy: "Galley",
      kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    });
  }

  /** The bytes of one group of rows, to follow those given before. */
  group(rows: readonly Row[]): Uint8Array {
    if (rows.length) {
      const columnData = this.#columns.map(({ name }) => ({ name, data: rows.map((row) => row[name]) }));
      // Nothing is awaited: the writer's buffer has no flush of its own.
      void this.#writer.write({ columnData, rowGroupSize: rows.length });
    }
    return this.#take();
  }

  /** The bytes that end the file. */
  end(): Uint8Array {
    void this.#writer.finish();
    return this.#take();
  }

  #take(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return bytes;
  }
}
