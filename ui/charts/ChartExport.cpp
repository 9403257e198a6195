// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ChartExport.h"

#include "base/AtomicFile.h"
#include "ui/charts/ChartPlot.h"

#include <functional>
#include <QBuffer>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace assay {
namespace {

constexpr int dotsPerInch = 96;
constexpr double pngScale = 2; ///< for the screens of today

using Paint = std::function<void(QPainter &)>;

QByteArray pngOf(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray svgOf(const QSize &size, const Paint &paint)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect({}, size));
    QPainter painter(&generator);
    paint(painter);
    painter.end();
    return bytes;
}

QByteArray pdfOf(const QSize &size, const Paint &paint)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    writer.setPageMargins({});
    writer.setPageSize(QPageSize(QSizeF(size) * 72 / dotsPerInch, QPageSize::Point, {}, QPageSize::ExactMatch));
    QPainter painter(&writer);
    paint(painter);
    painter.end();
    return bytes;
}

Result<void> write(const QString &path, const QSize &size, const Paint &paint, const std::function<QImage()> &image)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    QByteArray bytes;
    if (suffix == QStringLiteral("png"))
        bytes = pngOf(image());
    else if (suffix == QStringLiteral("svg"))
        bytes = svgOf(size, paint);
    else if (suffix == QStringLiteral("pdf"))
        bytes = pdfOf(size, paint);
    else
        return failure(ErrorCode::InvalidInput, "A chart is written as .png, .svg or .pdf: end the file's name in one of these.");
    return writeAtomically(path.toStdString(), std::string_view(bytes.constData(), std::size_t(bytes.size())));
}

/// The same chart at another size, which nobody sees.
void paintAt(const Appearance &appearance, const ChartPlot &plot, const QSize &size, QPainter &painter)
{
    ChartPlot other(appearance);
    other.setFont(plot.font());
    other.resize(size);
    other.copyFrom(plot);
    // The layout of a view that was never shown is made on demand.
    other.setAttribute(Qt::WA_DontShowOnScreen);
    other.show();
    other.render(&painter, QRectF(QPointF(), QSizeF(size)), QRect(QPoint(), size), Qt::IgnoreAspectRatio);
}

} // namespace

QImage chartImage(const Appearance &appearance, const ChartPlot &plot, const QSize &size, double scale)
{
    QImage image(size * scale, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintAt(appearance, plot, size, painter);
    return image;
}

Result<void> exportChart(const Appearance &appearance, const ChartPlot &plot, const QString &path, const QSize &size)
{
    return write(path, size, [&](QPainter &painter) { paintAt(appearance, plot, size, painter); },
                 [&] { return chartImage(appearance, plot, size, pngScale); });
}

Result<void> exportImage(const QImage &image, const QString &path)
{
    return write(path, image.size(), [&](QPainter &painter) { painter.drawImage(QPointF(), image); }, [&] { return image; });
}

} // namespace assay
