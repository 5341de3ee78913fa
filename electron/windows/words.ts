/** The few words that the desktop shell itself shows: menu and dialogs. The page has its own. */
const zh = {
  file: "文件",
  close: "关闭窗口",
  quit: "退出校样",
  edit: "编辑",
  undo: "撤销",
  redo: "重做",
  cut: "剪切",
  copy: "复制",
  paste: "粘贴",
  selectAll: "全选",
  view: "视图",
  resetZoom: "实际大小",
  zoomIn: "放大",
  zoomOut: "缩小",
  fullScreen: "全屏",
  window: "窗口",
  minimize: "最小化",
  open: "打开语料库",
  create: "选择新语料库所在的文件夹",
  export: "导出到文件夹",
};
export type Words = typeof zh;

const en: Words = {
  file: "File",
  close: "Close Window",
  quit: "Quit Galley",
  edit: "Edit",
  undo: "Undo",
  redo: "Redo",
  cut: "Cut",
  copy: "Copy",
  paste: "Paste",
  selectAll: "Select All",
  view: "View",
  resetZoom: "Actual Size",
  zoomIn: "Zoom In",
  zoomOut: "Zoom Out",
  fullScreen: "Full Screen",
  window: "Window",
  minimize: "Minimize",
  open: "Open Corpus",
  create: "Folder for the New Corpus",
  export: "Export to Folder",
};

/** @param language BCP 47 */
export const wordsFor = (language: string): Words => (/^zh\b/i.test(language) ? zh : en);
