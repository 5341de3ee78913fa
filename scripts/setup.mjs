/**
 * Makes a checkout ready to run: packages as package-lock.json says, and the built page and programs no older than what
 * they are built from. Runs on plain Node 20 before anything is installed, so it uses nothing but Node.
 * Says everything on standard error; standard output belongs to the program that is started afterwards.
 *
 * As a program: `node scripts/setup.mjs [lexicon] [page] [program]` installs, and builds what is named.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
/** The Node that the program runs on: the major that Electron embeds, from the npm package `node`. */
export const node = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");

/**
 * V8's flag for every process that a host lives in. Reading a hundred thousand files makes garbage that V8 would rather
 * keep room for than clear away: 150 MB more, and no faster. It counts only on the command line: V8 lays its heap out
 * before the first line runs.
 */
export const smallHeap = "--max-semi-space-size=4";

/** A built program: its modules are in a few files, and it starts in a third of the time. @param {"local" | "cli"} name */
export const built = (name) => join(root, `.vite/build/${name}.js`);

const modules = join(root, "node_modules");
/** Node keeps the program's modules compiled here. */
export const compileCache = join(root, ".vite/compile-cache");
/** Stamps lie outside the folders that installing and building empty. The packages' own lies inside: it goes with them. */
const stamps = join(root, ".vite/stamps");
const modulesStamp = join(modules, ".galley-stamp");

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
};
const digest = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
const say = (text) => console.error(text);

class SetupError extends Error {}

/** Runs a program with its output on standard error. */
function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], ...options });
  if (result.error) throw new SetupError(`${command} could not be started: ${result.error.message}`);
  return result.status ?? 1;
}

/** One set-up at a time in a checkout: two `npm ci` at once would pull the packages from under each other. */
function alone(work) {
  const lock = join(root, ".vite/setup.lock");
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; ; ) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const owner = Number(read(lock));
      // An empty file is one that is just being written.
      if (owner && !isRunning(owner)) rmSync(lock, { force: true });
      else if (!told) {
        say("Another start of Galley is setting up; waiting for it.");
        told = true;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Whether what npm wrote about node_modules agrees with the lock file, for packages installed by hand. */
function agrees(lockText) {
  const hidden = read(join(modules, ".package-lock.json"));
  if (!hidden) return false;
  const installed = JSON.parse(hidden).packages;
  return Object.entries(JSON.parse(lockText).packages).every(
    ([path, entry]) => path === "" || (installed[path] ? installed[path].version === entry.version : entry.optional),
  );
}

/** Runs npm. It names its own script to what it runs; from a bare shell the command must do. */
function npm(command, output, ...more) {
  const script = process.env.npm_execpath;
  const args = [command, ...more, "--no-audit", "--no-fund", "--loglevel=error"];
  const stdio = ["ignore", output, output];
  return script?.endsWith(".js")
    ? run(process.execPath, [script, ...args], { stdio })
    : run("npm", args, { stdio, shell: process.platform === "win32" });
}

/** Installs the packages when they are missing or not those of package-lock.json. A few milliseconds when they are. */
export function ensureInstalled() {
  const lockText = read(join(root, "package-lock.json"));
  if (lockText === null) throw new SetupError("package-lock.json is missing: this is not a whole checkout.");
  const wanted = digest(lockText, process.platform, process.arch);
  const current = () => read(modulesStamp) === wanted && existsSync(node);
  if (current()) return;
  alone(() => {
    if (current()) return;
    if (!(existsSync(node) && agrees(lockText))) {
      say("Installing Galley's packages. This takes a minute, once.");
      // `npm ci` refuses a lock file that lacks other systems' optional packages, which npm leaves out when it could
      // not see them; `npm install` takes what is locked and looks the rest up. Neither changes the lock file.
      if (npm("ci", "ignore") !== 0 && npm("install", 2, "--no-save") !== 0) {
        throw new SetupError("The packages could not be installed; see above. Is the npm registry reachable?");
      }
      if (!existsSync(node)) throw new SetupError('The package "node" brought no program for this system.');
    }
    writeFileSync(modulesStamp, wanted);
  });
}

/** Every file below the paths that a build reads; tests are not built. */
function* filesOf(paths) {
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) continue;
    if (/\.\w+$/.test(path)) yield path;
    else {
      for (const entry of readdirSync(full, { withFileTypes: true })) {
        if (!entry.name.startsWith(".") && !/\.test\.tsx?$/.test(entry.name)) yield* filesOf([`${path}/${entry.name}`]);
      }
    }
  }
}

const builds = {
  lexicon: {
    script: "scripts/lexicon.ts",
    inputs: [
      "electron/lexicon.ts",
      "shared/proofing/lexicon.ts",
      "electron/entities/word-knowledge.ts",
      "shared/entities",
    ],
    outputs: ["dist/lexicon.txt", "dist/words.txt"],
    about: "the lexicon",
  },
  page: {
    configs: ["vite.renderer.config.ts"],
    inputs: ["renderer", "shared"],
    outputs: ["dist/renderer/index.html"],
    about: "the window's page",
  },
  program: {
    configs: ["vite.main.config.ts", "vite.preload.config.ts"],
    inputs: ["electron", "shared"],
    outputs: ["main.js", "local.js", "cli.js", "search-worker.js", "preload.cjs"].map((file) => `.vite/build/${file}`),
    about: "the program",
  },
};

/**
 * Builds what is missing or older than its inputs, by their content.
 * @param {"lexicon" | "page" | "program"} name
 */
export function ensureBuilt(name) {
  const { script, configs = [], inputs, outputs, about } = builds[name];
  const stamp = join(stamps, name);
  const now = () => {
    const parts = [...filesOf([...inputs, ...configs, "package-lock.json", "tsconfig.base.json"])].sort();
    return digest(...parts.flatMap((path) => [path, "\0", readFileSync(join(root, path)), "\0"]));
  };
  const wanted = now();
  const current = () => read(stamp) === wanted && outputs.every((path) => existsSync(join(root, path)));
  if (current()) return;
  alone(() => {
    if (current()) return;
    say(`Building ${about}.`);
    const vite = join(modules, "vite/bin/vite.js");
    const steps = configs.map((config) => [vite, "build", "--config", config, "--logLevel", "error"]);
    if (script) steps.push([join(root, script)]);
    for (const step of steps) if (run(node, step) !== 0) throw new SetupError(`Building ${about} failed; see above.`);
    mkdirSync(stamps, { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

const day = 24 * 60 * 60 * 1000;
/** Milliseconds that fetching Electron may take before the browser is opened instead; a start must not hang. */
const fetchLimit = Number(process.env.GALLEY_ELECTRON_TIMEOUT ?? 20_000);

/** Electron's program, or null when it is not there. */
function electronProgram() {
  const folder = join(modules, "electron");
  const path = read(join(folder, "path.txt"));
  const version = read(join(folder, "dist/version"))?.replace(/^v/, "");
  if (!path || version !== JSON.parse(read(join(folder, "package.json")) ?? "{}").version) return null;
  const program = join(folder, "dist", path);
  return existsSync(program) ? program : null;
}

/**
 * Electron's program, fetched if it can be; tried once a day at most, so that a machine that can't reach it starts at
 * once. Says why when it can't be had.
 * @returns {Promise<string | null>}
 */
export async function findElectron() {
  const there = electronProgram();
  if (there) return there;
  const note = join(stamps, "electron-failed");
  const last = Number(read(note));
  if (last && Date.now() - last < day && Date.now() >= last) return null;
  say("Fetching Electron (once).");
  const child = spawn(node, [join(modules, "electron/install.js")], { cwd: root, stdio: "ignore" });
  const fetched = await new Promise((done) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      done(false);
    }, fetchLimit);
    child.on("exit", (code) => {
      clearTimeout(timer);
      done(code === 0);
    });
    child.on("error", () => done(false));
  });
  const program = fetched ? electronProgram() : null;
  if (!program) {
    mkdirSync(stamps, { recursive: true });
    writeFileSync(note, String(Date.now()));
  }
  return program;
}

/**
 * Runs a program in this one's place: same input and output, signals passed on, its exit status as ours.
 * @returns {Promise<number>}
 */
export function hand(command, args, env = process.env) {
  const cached = { NODE_COMPILE_CACHE: compileCache, ...env };
  const child = spawn(command, args, { stdio: "inherit", env: command === node ? cached : env });
  // Ctrl-C reaches both, as they share the terminal; the child decides when to end, this one waits.
  const names = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const name of names) process.on(name, () => name !== "SIGINT" && child.kill(name));
  if (!process.stdin.isTTY) process.on("SIGINT", () => child.kill("SIGINT"));
  return new Promise((done) => {
    child.on("error", (error) => {
      say(`${command} could not be started: ${error.message}`);
      done(1);
    });
    child.on("exit", (code, signal) => done(code ?? 128 + (signal === "SIGINT" ? 2 : signal === "SIGKILL" ? 9 : 15)));
  });
}

/** Runs a script's main function: a failed set-up is a sentence, not a stack. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(() => {
    ensureInstalled();
    for (const name of process.argv.slice(2)) {
      if (!(name in builds)) throw new SetupError(`There is no build "${name}": lexicon, page, program.`);
      ensureBuilt(name);
    }
    return 0;
  });
}
