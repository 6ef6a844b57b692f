"""What a PDF says of itself so that it can be kept and read aloud: metadata, colours, labels.

ISO 19005-2 (PDF/A-2) at level a and ISO 14289-1 (PDF/UA-1) in one file; ISO 19005-3 (PDF/A-3) where files are attached.
"""

from __future__ import annotations

from datetime import datetime
from html import escape

from PIL import ImageCms
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from bulletin.text.characters import xml_text
from bulletin.writers.pdf.packing import Later

_SRGB = "sRGB IEC61966-2.1"
_DATE = slice(24, 36)  # of an ICC profile's header: when it was made
_ID = slice(84, 100)  # a digest of the profile, which covers no date; zero where there is none


def declare(canvas: Canvas, *, tagged: bool, archival: bool) -> Later:
    """Say in the catalogue that the document is tagged, and how it is coloured; return its structure's place."""
    doc = canvas._doc  # noqa: SLF001 — reportlab's catalogue knows no output intents
    catalogue = doc.Catalog
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    catalogue.PageLabels = pdfdoc.PDFDictionary({"Nums": "[0 <</S/D>>]"})
    root = Later()
    if tagged:
        catalogue.StructTreeRoot = root
        catalogue.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    if archival:
        catalogue.OutputIntents = pdfdoc.PDFArray([_output_intent(doc)])
    return root


def _output_intent(doc: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE] = bytes(12)
    profile[_ID] = bytes(16)
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), bytes(profile), [pdfdoc.PDFZCompress])
    return pdfdoc.PDFDictionary({
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(_SRGB),
        "Info": pdfdoc.PDFString(_SRGB),
        "DestOutputProfile": doc.Reference(stream),
    })  # fmt: skip


def describe(canvas: Canvas, *, tagged: bool, part: int | None, timestamp: datetime) -> None:
    """Write the metadata as XMP (ISO 16684-1): the same as in the document's information dictionary.

    `part` is the part of ISO 19005 that the file keeps to, None where it promises none.
    """
    level = "A" if tagged else "U"  # without tags, at least all text is in Unicode
    info = canvas._doc.info  # noqa: SLF001 — as above
    info.title, info.author, info.subject = map(xml_text, (info.title, info.author, info.subject))
    stamp = timestamp.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    parts = [
        f"<dc:format>application/pdf</dc:format><dc:title>{_alternatives(info.title)}</dc:title>",
        f"<dc:creator><rdf:Seq><rdf:li>{escape(info.author)}</rdf:li></rdf:Seq></dc:creator>" if info.author else "",
        f"<dc:description>{_alternatives(info.subject)}</dc:description>" if info.subject else "",
        f"<xmp:CreatorTool>{escape(info.creator)}</xmp:CreatorTool><pdf:Producer>{escape(info.producer)}</pdf:Producer>",
        f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>",
        f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>" if part else "",
        "<pdfuaid:part>1</pdfuaid:part>" if tagged else "",
        _UA_SCHEMA if tagged and part else "",
    ]
    packet = f"{_XMP_START}{''.join(parts)}{_XMP_END}".encode()
    dictionary = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")})
    canvas._doc.Catalog.Metadata = pdfdoc.PDFStream(dictionary, packet)  # noqa: SLF001 — as above


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


_XMP_START = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
"""
_XMP_END = """
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
# PDF/A wants every property that it does not know itself described (ISO 19005-2, 6.6.2.3.3).
_UA_SCHEMA = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""
