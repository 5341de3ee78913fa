/** Small files as other programs write them, for tests: facts of their formats, texts of our own. */

/** Tesseract 5 with character boxes: a heading class, narrow boxes, XHTML's document type. */
export const tesseractHocr = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <head>
  <title></title>
  <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
  <meta name='ocr-system' content='tesseract 5.3.0' />
  <meta name='ocr-capabilities' content='ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf'/>
 </head>
 <body>
  <div class='ocr_page' id='page_1' title='image "scans/大公報; 1931.png"; bbox 0 0 1000 700; ppageno 0; scan_res 70 70'>
   <div class='ocr_carea' id='block_1_1' title="bbox 42 57 638 115">
    <p class='ocr_par' id='par_1_1' lang='chi_tra' title="bbox 42 57 638 115">
     <span class='ocr_header' id='line_1_1' title="bbox 42 57 638 115; baseline -0.002 0; x_size 74.5">
      <span class='ocrx_word' id='word_1_1' title='bbox 42 57 195 115; x_wconf 93'>
       <span class='ocrx_cinfo' title='x_bboxes 42 57 158 115; x_conf 99.226791'>標</span>
       <span class='ocrx_cinfo' title='x_bboxes 185 69 195 107; x_conf 99.026352'>題</span>
      </span>
      <span class='ocrx_word' id='word_1_2' title='bbox 195 53 227 137; x_wconf 92'>：</span>
      <span class='ocrx_word' id='word_1_3' title='bbox 250 58 432 115; x_wconf 31'>𠮷田茂</span>
      <span class='ocrx_word' id='word_1_4' title='bbox 465 57 642 115; x_wconf 91'>訪問北京</span>
     </span>
    </p>
   </div>
   <div class='ocr_carea' id='block_1_2' title="bbox 41 176 909 306">
    <p class='ocr_par' id='par_1_2' lang='chi_tra' title="bbox 41 176 909 306">
     <span class='ocr_line' id='line_1_2' title="bbox 62 176 889 208; baseline 0 0">
      <span class='ocrx_word' id='word_1_5' title='bbox 62 176 196 208; x_wconf 92'>本報訊，</span>
      <span class='ocrx_word' id='word_1_6' title='bbox 220 177 470 208; x_wconf 93'>會議於</span>
      <span class='ocrx_word' id='word_1_7' title='bbox 480 177 600 208; x_wconf 93'>Peking</span>
      <span class='ocrx_word' id='word_1_8' title='bbox 611 177 700 208; x_wconf 93'>Hotel</span>
     </span>
     <span class='ocr_line' id='line_1_3' title="bbox 41 225 909 257; baseline 0 0">
      <span class='ocrx_word' id='word_1_9' title='bbox 41 225 88 257; x_wconf 95'>召開</span>
      <span class='ocrx_word' id='word_1_10' title='bbox 130 225 165 257; x_wconf 96'>記者</span>
      <span class='ocrx_word' id='word_1_11' title='bbox 168 225 190 257; x_wconf 59'>。</span>
     </span>
    </p>
   </div>
  </div>
 </body>
</html>
`;

/** HTML of an older program: tags that are never closed, a page number of its own, two pages, no line's words. */
export const plainHocr = `<html><head><meta charset="utf-8"><meta name="ocr-system" content="ocropy 1.3"></head><body>
<div class="ocr_page" title="file 1.png; bbox 0 0 800 600"><p class="ocr_par"><span class="ocr_line" title="bbox 10 10 300 40">第一&nbsp;頁<br></span></p>
<div class="ocr_pageno">四</div><div class="ocr_pageno"><span class="ocr_line">一</span></div></div>
<div class="ocr_page" title="file 2.png; bbox 0 0 800 600"><p class="ocr_par"><span class="ocr_line" title="bbox 10 10 300 40">第二頁</span></p></div>
</body></html>`;

/** ABBYY's ALTO 2: margins, a hyphenated word, a space of its own, tenths of a millimetre, CRLF. */
export const abbyyAlto = `<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v2#" xmlns:xlink="http://www.w3.org/1999/xlink">
<Description><MeasurementUnit>mm10</MeasurementUnit><sourceImageInformation><fileName>0004.tif</fileName></sourceImageInformation></Description>
<Styles><TextStyle ID="TS1" FONTSIZE="10"/></Styles>
<Layout><Page ID="Page4" PHYSICAL_IMG_NR="4" PRINTED_IMG_NR="第四版" HEIGHT="5000" WIDTH="3500">
<TopMargin ID="TM" HPOS="0" VPOS="0" WIDTH="3500" HEIGHT="100"><TextBlock ID="T0" HPOS="10" VPOS="10" WIDTH="900" HEIGHT="60"><TextLine HPOS="10" VPOS="10" WIDTH="900" HEIGHT="60"><String CONTENT="大公報" WC="0.99" HPOS="10" VPOS="10" WIDTH="900" HEIGHT="60"/></TextLine></TextBlock></TopMargin>
<BottomMargin ID="BM" HPOS="0" VPOS="4900" WIDTH="3500" HEIGHT="100"/>
<PrintSpace ID="PS" HPOS="0" VPOS="100" WIDTH="3500" HEIGHT="4800">
<TextBlock ID="B2" HPOS="10" VPOS="900" WIDTH="900" HEIGHT="160"><TextLine ID="L2" HPOS="10" VPOS="900" WIDTH="900" HEIGHT="60" BASELINE="955"><String CONTENT="會議" WC="0.97" CC="0 1" HPOS="10" VPOS="900" WIDTH="120" HEIGHT="60"/><SP HPOS="130" VPOS="900" WIDTH="70"/><String CONTENT="inter" SUBS_TYPE="HypPart1" SUBS_CONTENT="international" WC="0.5" HPOS="200" VPOS="900" WIDTH="300" HEIGHT="60"/><HYP CONTENT="-" HPOS="500" VPOS="900" WIDTH="20"/></TextLine>
<TextLine ID="L3" HPOS="10" VPOS="1000" WIDTH="900" HEIGHT="60"><String CONTENT="national" SUBS_TYPE="HypPart2" SUBS_CONTENT="international" WC="0.9" HPOS="10" VPOS="1000" WIDTH="300" HEIGHT="60"/><SP HPOS="310" VPOS="1000" WIDTH="20"/><String CONTENT="𠮷田茂" WC="0.41" HPOS="330" VPOS="1000" WIDTH="180" HEIGHT="60"/></TextLine></TextBlock>
<TextBlock ID="B1" IDNEXT="B2" HPOS="10" VPOS="200" WIDTH="900" HEIGHT="60"><TextLine ID="L1" HPOS="10" VPOS="200" WIDTH="900" HEIGHT="60"><String CONTENT="標題" WC="0.99" HPOS="10" VPOS="200" WIDTH="120" HEIGHT="60"/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>
`.replaceAll("\n", "\r\n");

/** eScriptorium's ALTO 4: tags for regions and lines, polygons, a string for each line. */
export const escriptoriumAlto = `<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns="http://www.loc.gov/standards/alto/ns-v4#"
      xsi:schemaLocation="http://www.loc.gov/standards/alto/ns-v4# http://www.loc.gov/standards/alto/v4/alto-4-2.xsd">
  <Description>
    <MeasurementUnit>pixel</MeasurementUnit>
    <sourceImageInformation><fileName>p1.jpg</fileName></sourceImageInformation>
  </Description>
  <Tags>
    <OtherTag ID="BT1" LABEL="MainZone" DESCRIPTION="block type MainZone"/>
    <OtherTag ID="BT2" LABEL="NumberingZone" DESCRIPTION="block type NumberingZone"/>
    <OtherTag ID="LT1" LABEL="HeadingLine" DESCRIPTION="line type HeadingLine"/>
    <OtherTag ID="LT2" LABEL="default" DESCRIPTION="line type default"/>
  </Tags>
  <Layout>
    <Page WIDTH="2000" HEIGHT="3000" PHYSICAL_IMG_NR="0" ID="eSc_dummypage_">
      <PrintSpace HPOS="0" VPOS="0" WIDTH="2000" HEIGHT="3000">
        <TextBlock HPOS="1000" VPOS="100" WIDTH="900" HEIGHT="2800" ID="eSc_textblock_1" TAGREFS="BT1">
          <Shape><Polygon POINTS="1000 100 1900 100 1900 2900 1000 2900"/></Shape>
          <TextLine ID="eSc_line_1" TAGREFS="LT1" BASELINE="1850 100 1850 2900" HPOS="1800" VPOS="100" WIDTH="100" HEIGHT="2800">
            <Shape><Polygon POINTS="1800 100 1900 100 1900 2900 1800 2900"/></Shape>
            <String CONTENT="右邊第一行" HPOS="1800" VPOS="100" WIDTH="100" HEIGHT="2800"></String>
          </TextLine>
          <TextLine ID="eSc_line_2" TAGREFS="LT2" BASELINE="1750 100 1750 2900" HPOS="1700" VPOS="100" WIDTH="100" HEIGHT="2800">
            <String CONTENT="其左第二行" HPOS="1700" VPOS="100" WIDTH="100" HEIGHT="2800"></String>
          </TextLine>
        </TextBlock>
        <TextBlock ID="eSc_textblock_2" TAGREFS="BT2" HPOS="0" VPOS="2950" WIDTH="100" HEIGHT="50">
          <TextLine ID="eSc_line_3" HPOS="0" VPOS="2950" WIDTH="100" HEIGHT="50"><String CONTENT="四" HPOS="0" VPOS="2950" WIDTH="100" HEIGHT="50"></String></TextLine>
        </TextBlock>
      </PrintSpace>
    </Page>
  </Layout>
</alto>
`;

/** Transkribus: PAGE 2013 with custom structure, an order that is not the file's, words of a line, text of the regions. */
export const transkribusPage = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <Metadata>
        <Creator>prov=READ-COOP</Creator>
        <Created>2024-03-01T10:00:00.000+01:00</Created>
        <LastChange>2024-03-02T10:00:00.000+01:00</LastChange>
    </Metadata>
    <Page imageFilename="0001_大公報.jpg" imageWidth="2500" imageHeight="3500">
        <ReadingOrder>
            <OrderedGroup id="ro_1" caption="Regions reading order">
                <RegionRefIndexed index="1" regionRef="r2"/>
                <RegionRefIndexed index="0" regionRef="r1"/>
            </OrderedGroup>
        </ReadingOrder>
        <TextRegion orientation="0.0" id="r2" custom="readingOrder {index:1;}">
            <Coords points="100,500 900,500 900,800 100,800"/>
            <TextLine id="l2" custom="readingOrder {index:1;}">
                <Coords points="100,600 900,600 900,700 100,700"/>
                <Baseline points="100,690 900,690"/>
                <TextEquiv conf="0.5">
                    <Unicode>會議召開 &amp; 閉幕</Unicode>
                </TextEquiv>
            </TextLine>
            <TextLine id="l1" custom="readingOrder {index:0;}">
                <Coords points="100,500 900,500 900,600 100,600"/>
                <Word id="w1"><Coords points="100,500 300,500 300,600 100,600"/>
                    <Glyph id="g1"><Coords points="100,500 200,500 200,600 100,600"/><TextEquiv conf="0.3"><Unicode>𠮷</Unicode></TextEquiv></Glyph>
                    <Glyph id="g2"><Coords points="200,500 300,500 300,600 200,600"/><TextEquiv conf="0.95"><Unicode>田</Unicode></TextEquiv></Glyph>
                    <TextEquiv conf="0.55"><Unicode>𠮷田</Unicode></TextEquiv></Word>
                <Word id="w2"><Coords points="300,500 500,500 500,600 300,600"/><TextEquiv conf="0.97"><Unicode>茂氏</Unicode></TextEquiv></Word>
                <TextEquiv><Unicode>𠮷田茂氏</Unicode></TextEquiv>
            </TextLine>
            <TextEquiv>
                <Unicode>𠮷田茂氏
會議召開 &amp; 閉幕</Unicode>
            </TextEquiv>
        </TextRegion>
        <TextRegion id="r1" type="heading" custom="readingOrder {index:0;} structure {type:title;}">
            <Coords points="100,100 900,100 900,200 100,200"/>
            <TextLine id="l0"><Coords points="100,100 900,100 900,200 100,200"/><TextEquiv><Unicode>標題</Unicode></TextEquiv></TextLine>
        </TextRegion>
        <TextRegion id="r3" type="page-number">
            <Coords points="1000,3400 1100,3400 1100,3450 1000,3450"/>
            <TextEquiv><Unicode>四</Unicode></TextEquiv>
        </TextRegion>
        <ImageRegion id="i1"><Coords points="1200,500 1900,500 1900,900 1200,900"/>
            <TextRegion id="r4" type="caption"><Coords points="1200,850 1900,850 1900,900 1200,900"/>
                <TextLine id="l4"><Coords points="1200,850 1900,850 1900,900 1200,900"/><TextEquiv><Unicode>圖為會場</Unicode></TextEquiv></TextLine></TextRegion>
        </ImageRegion>
    </Page>
</PcGts>
`;

/** OCR-D: PAGE 2019 with a prefix, words only, lines down the page, columns from right to left, two readings of a line. */
export const verticalPage = `<?xml version="1.0" encoding="UTF-8"?>
<pc:PcGts xmlns:pc="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15" pcGtsId="P1">
  <pc:Metadata><pc:Creator>OCR-D/core</pc:Creator><pc:Created>2024-01-01T00:00:00</pc:Created><pc:LastChange>2024-01-01T00:00:00</pc:LastChange></pc:Metadata>
  <pc:Page imageFilename="OCR-D-IMG/P1.tif" imageWidth="1000" imageHeight="1500" readingDirection="top-to-bottom" textLineOrder="right-to-left">
    <pc:TextRegion id="c1"><pc:Coords points="500,100 900,100 900,1400 500,1400"/>
      <pc:TextLine id="c1l1"><pc:Coords points="850,100 900,100 900,1400 850,1400"/>
        <pc:Word id="c1l1w1"><pc:Coords points="850,100 900,100 900,300 850,300"/><pc:TextEquiv conf="0.2"><pc:Unicode>右首</pc:Unicode></pc:TextEquiv></pc:Word>
        <pc:Word id="c1l1w2"><pc:Coords points="850,310 900,310 900,500 850,500"/><pc:TextEquiv conf="0.99"><pc:Unicode>行文</pc:Unicode></pc:TextEquiv></pc:Word>
        <pc:Word id="c1l1w3"><pc:Coords points="850,560 900,560 900,700 850,700"/><pc:TextEquiv conf="0.99"><pc:Unicode>隔字</pc:Unicode></pc:TextEquiv></pc:Word>
      </pc:TextLine>
      <pc:TextLine id="c1l2"><pc:Coords points="790,100 840,100 840,1400 790,1400"/>
        <pc:Word id="c1l2w1"><pc:Coords points="790,100 840,100 840,300 790,300"/><pc:TextEquiv conf="0.99"><pc:Unicode>次行</pc:Unicode></pc:TextEquiv></pc:Word>
      </pc:TextLine>
    </pc:TextRegion>
    <pc:TextRegion id="c2" type="footer"><pc:Coords points="100,100 400,100 400,1400 100,1400"/>
      <pc:TextLine id="c2l1"><pc:Coords points="350,100 400,100 400,1400 350,1400"/><pc:TextEquiv index="1"><pc:Unicode>另一種讀法</pc:Unicode></pc:TextEquiv><pc:TextEquiv index="0"><pc:Unicode>左欄</pc:Unicode></pc:TextEquiv></pc:TextLine>
    </pc:TextRegion>
  </pc:Page>
</pc:PcGts>
`;
