import { HUFFMAN_CODE_LENGTHS } from './huffman-code-lengths.ts';

/** The value that ends a string; it must not occur in one (RFC 7541 section 5.2). */
const END_OF_STRING = 256;
const SHORTEST_CODE_BITS = 5;

/** Parts of a table entry: the next state, whether a byte is complete and which, and whether the bits can be none. */
const STATE_MASK = 0xff;
const EMITS = 0x100;
const FAILS = 0x200;
const SYMBOL_SHIFT = 16;

/** Reads strings in HPACK's Huffman code, four bits at a time: 256 states, which are the inner nodes of its tree. */
export class HuffmanDecoder {
  readonly #table = new Int32Array(256 * 16);
  /** Whether a string may end in a state: what is left over are at most seven bits, all ones. */
  readonly #mayEnd = new Uint8Array(256);
  #output: Buffer = Buffer.alloc(0);

  constructor() {
    const nodes = buildTree();
    for (let state = 0; state < nodes.length; state++) {
      for (let bits = 0; bits < 16; bits++) this.#table[(state << 4) | bits] = walk(nodes, state, bits);
    }
    let padding = 0;
    for (let ones = 0; ones < 8; ones++) {
      this.#mayEnd[padding] = 1;
      padding = (nodes[padding] as TreeNode)[1];
    }
  }

  /** Decodes bytes[start, end); undefined where they are not such a string. */
  decode(bytes: Uint8Array, start: number, end: number): string | undefined {
    const table = this.#table;
    const longest = Math.ceil(((end - start) * 8) / SHORTEST_CODE_BITS);
    if (this.#output.length < longest) this.#output = Buffer.allocUnsafe(Math.max(longest, 1024));
    const output = this.#output;
    let state = 0;
    let length = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      let entry = table[(state << 4) | (byte >> 4)] as number;
      if ((entry & EMITS) !== 0) output[length++] = entry >> SYMBOL_SHIFT;
      if ((entry & FAILS) !== 0) return undefined;
      entry = table[((entry & STATE_MASK) << 4) | (byte & 15)] as number;
      if ((entry & EMITS) !== 0) output[length++] = entry >> SYMBOL_SHIFT;
      if ((entry & FAILS) !== 0) return undefined;
      state = entry & STATE_MASK;
    }
    return this.#mayEnd[state] === 1 ? output.toString('latin1', 0, length) : undefined;
  }
}

/** Where a 0 and a 1 lead: to another node, or, as a negative number, to a value (-1 - value). */
type TreeNode = [number, number];

/** The tree of codes; the root is node 0. */
function buildTree(): TreeNode[] {
  const nodes: TreeNode[] = [[0, 0]];
  let code = 0;
  for (let bits = SHORTEST_CODE_BITS; bits <= 30; bits++) {
    code *= 2;
    for (const [value, length] of HUFFMAN_CODE_LENGTHS.entries()) {
      if (length === bits) insert(nodes, code++, bits, value);
    }
  }
  return nodes;
}

function insert(nodes: TreeNode[], code: number, bits: number, value: number): void {
  let node = nodes[0] as TreeNode;
  for (let bit = bits - 1; bit > 0; bit--) {
    const branch = (code >>> bit) & 1;
    if (node[branch] === 0) node[branch] = nodes.push([0, 0]) - 1;
    node = nodes[node[branch] as number] as TreeNode;
  }
  node[code & 1] = -1 - value;
}

/** The table entry of four bits that are read in a node. At most one value ends in them, for none is so short. */
function walk(nodes: readonly TreeNode[], from: number, bits: number): number {
  let state = from;
  let emitted = 0;
  for (let bit = 3; bit >= 0; bit--) {
    const next = (nodes[state] as TreeNode)[(bits >> bit) & 1] as number;
    if (next === -1 - END_OF_STRING) return FAILS;
    if (next < 0) emitted = EMITS | ((-1 - next) << SYMBOL_SHIFT);
    state = Math.max(next, 0);
  }
  return state | emitted;
}
