import { expect, test } from "vitest";
import { listPointer, pathFrom } from "./list-pointer.ts";

test.for([
  ["persons.xml#p1", { path: "persons.xml", id: "p1" }],
  ["../lists/%E4%BA%BA.xml#p1", { path: "../lists/人.xml", id: "p1" }],
  ["100%.xml#p1", { path: "100%.xml", id: "p1" }],
  ["#p1", null],
  ["persons.xml", null],
  ["persons.xml#", null],
  ["list.txt#p1", null],
  ["https://example.org/persons.xml#p1", null],
  ["file:///etc/persons.xml#p1", null],
  ["file%3A///etc/persons.xml#p1", null],
  ["C:\\persons.xml#p1", null],
  ["/etc/persons.xml#p1", null],
  ["//host/share/persons.xml#p1", null],
  ["\\\\host\\share\\persons.xml#p1", null],
  ["%2Fetc%2Fpersons.xml#p1", null],
  ["a%00.xml#p1", null],
] as const)("%s", ([pointer, place]) => {
  expect(listPointer(pointer)).toEqual(place);
});

test("a path from a file leads to its neighbours and no further out than the folders that there are", () => {
  expect(pathFrom("卷一/a.xml", "persons.xml")).toBe("卷一/persons.xml");
  expect(pathFrom("卷一/a.xml", "./../lists//persons.xml")).toBe("lists/persons.xml");
  expect(pathFrom("a.xml", "../persons.xml")).toBeNull();
});
